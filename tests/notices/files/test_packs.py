"""A profile that people give each other: whole or refused, told, and held against the one here."""

from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tools import packs
from zcdesk.cli.app import run
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.packing import head_of
from zcdesk.notices.files.parsing import parse_profile, read_profile

SHIPPED = ROOT / "resources" / "notices" / "hotan-private-2025.yaml"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack made from a profile of somebody's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    mine = tmp_path / "mine.yaml"
    profile = SHIPPED.read_text("utf-8").replace("id: hotan-private-2025", "id: mine-2027", 1)
    mine.write_text(profile, encoding="utf-8")
    made = tmp_path / "mine.pack.yaml"
    words = ["--by", "王丽", "--from", "某发〔2027〕1号"]
    assert run(["notice", "pack", str(mine), "--out", str(made), *words]) == 0
    return made


@pytest.mark.slow
def test_a_pack_holds_text_and_head_and_a_pack_of_it_has_one_head(pack: Path) -> None:
    raw = pack.read_bytes()
    assert head_of(raw)["by"] == "王丽"
    assert head_of(raw)["from"] == "某发〔2027〕1号"
    assert read_profile(pack).text.count("关于开展2025年和田地区")
    again = pack.with_name("again.yaml")
    assert run(["notice", "pack", str(pack), "--out", str(again), "--by", "李明"]) == 0
    assert again.read_bytes().count(b"# sha256") == 1
    assert head_of(again.read_bytes())["by"] == "李明"
    assert read_profile(again) == read_profile(pack)


def test_the_example_of_published_packs_is_whole_and_its_index_says_what_they_hold() -> None:
    assert (packs.EXAMPLE / "index.json").read_text(encoding="utf-8") == packs.index()
    assert '"settled_by_nobody": [\n    {' in packs.index()


def test_a_pack_that_was_cut_or_changed_is_refused_and_line_ends_are_no_change(pack: Path) -> None:
    raw = pack.read_bytes()
    parse_profile(raw.replace(b"\n", b"\r\n"), "a.yaml")
    parse_profile(b"\xef\xbb\xbf" + raw, "a.yaml")
    without_sum = b"\n".join(line for line in raw.split(b"\n") if b"# sha256" not in line)
    parse_profile(without_sum, "a.yaml")
    for other in (raw[: len(raw) // 2], raw.replace("王丽".encode(), "李明".encode(), 1)):
        with pytest.raises(ProfileError) as caught:
            parse_profile(other, "a.yaml")
        assert [fault.code for fault in caught.value.faults] == ["notice.pack_changed"]


@pytest.mark.nightly
def test_what_is_taken_in_is_told_and_a_second_one_is_held_against_the_first(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["notice", "add", str(pack)]) == 0
    told = capsys.readouterr().out
    for words in ("打包的是：王丽", "栏目和上传位置", "遮盖：", "通知没有说清的地方"):
        assert words in told
    other = pack.with_name("other.yaml")
    lines = pack.read_text("utf-8").split("\n")
    body = "\n".join(line for line in lines if not line.startswith("# "))
    other.write_text(body.replace("title: 学历证书\n", "title: 学历的证书\n", 1), encoding="utf-8")
    assert run(["notice", "compare", str(pack), str(pack)]) == 0
    capsys.readouterr()
    for typed, status in (["compare", str(pack), str(other)], 1), (["add", str(other)], 0):
        assert run(["notice", *typed]) == status
        told = capsys.readouterr().out
        assert "- 学历证书" in told
        assert "+ 学历的证书" in told
        assert "继续教育" not in told
