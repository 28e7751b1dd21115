"""The manual: built from its sources, and true of the program that it tells of."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tools import manual, window_words
from zcdesk.cli.app import every_command
from zcdesk.resources import resource
from zcdesk.wording import codes, sentence, sentences_in

SOURCES = sorted((ROOT / "docs" / "manual").glob("*.md"))
OWN_WORDS = {
    "黑白", "用 zcdesk 遮盖", "发送到", "上传的图上还看不看得见本人姓名", "多台电脑",
    "最近文件", "自用/文书", "未遮盖-到平台内再盖", "未知", "否", "原图",
    "补正 1/3 · 还剩多少小时", "设置 → 检查这台电脑",
}  # fmt: skip
"""What stands in quotation marks in the manual and is no text of the window or of a sentence:
folders of the package, what scanners and systems say, places put together, examples."""


def bare(text: str) -> str:
    """Return a text without its blanks and the dots that say that a dialog follows."""
    return re.sub(r"\{\w+\}|%n", "*", text).rstrip("…")


def said_by_the_program() -> list[str]:
    """Return every text that the window or a finding can show, blanks as stars."""
    window = [bare(text) for _, text in window_words.messages()]
    blanks = {name: "*" for code in codes() for name in _blanks(code)}
    told = (sentence(code, **blanks) for code in codes())
    return window + [part for one in told for part in (one.message, one.remedy)]


def _blanks(code: str) -> list[str]:
    told = sentences_in("zh")[code]
    return re.findall(r"\{(\w+)", f"{told.message}{told.remedy}{told.command_remedy}")


def test_the_shipped_manual_is_what_its_sources_make(
    record_property: Callable[[str, object], None],
) -> None:
    made = manual.files()
    assert manual.stale(made) == []
    size = sum(map(len, made.values()))
    record_property("figure", f"{len(manual.passages())} passages, {size / 1e6:.1f} MB")


def test_an_old_missing_or_foreign_file_of_the_manual_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").write_bytes(b"foreign")
    assert manual.stale({"a": b"new", "b": b"missing"}, tmp_path) == ["a", "b", "c"]


@pytest.mark.nightly
def test_every_word_that_the_manual_quotes_is_said_by_the_program() -> None:
    known = "\0".join(said_by_the_program())
    for path in SOURCES:
        for quoted in re.findall(r"“([^”]+)”", path.read_text(encoding="utf-8")):
            if quoted not in OWN_WORDS:
                assert bare(quoted) in known, (path.name, quoted)


def test_what_any_page_tells_people_to_press_is_a_label_of_the_window() -> None:
    labels = {*said_by_the_program(), *OWN_WORDS}
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        if page.name != "CHANGELOG.md":  # which tells of buttons that went
            text = page.read_text(encoding="utf-8")
            named = re.findall(r"(?:按|点|点击|选)“([^”]+)”", text)
            named += re.findall(r"(?i:press|click|choose)\b[^.(]{,50}\(([一-鿿…]+)\)", text)
            wrong = [words for words in named if bare(words) not in labels]
            assert not wrong, page.name


def test_the_list_of_own_words_holds_none_that_the_manual_does_not_use() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert {word for word in OWN_WORDS if f"“{word}”" not in written} == set()


def test_every_command_that_the_manual_names_is_there() -> None:
    commands = set(every_command())
    groups = {command.split()[0] for command in commands if " " in command}
    named = 0
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"^(?:.*`)?zcdesk ([a-z][a-z -]*)", text, re.MULTILINE):
            named += 1
            words = line.split()
            called = words[:2] if words[0] in groups else words[:1]
            assert " ".join(called) in commands, (path.name, line)
    assert named > 8


def test_no_mark_of_the_sources_is_left_to_read() -> None:
    # Behind a closing quotation mark two stars end nothing, unless a space follows.
    left = [one.anchor for one in manual.passages() if "**" in one.body]
    assert left == []


def test_the_page_fetches_nothing_from_elsewhere() -> None:
    page = manual.page(manual.passages())
    assert not re.search(r"""(?:src|href)=["'](?!#|pictures/)""", page)
    assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttpRequest", page)


def test_the_shipped_font_has_every_letter_of_the_manual() -> None:
    # F1 shows it in the window, also on a computer that has no Chinese font.
    text = resource("fonts", "letters.toml").read_text(encoding="utf-8")
    letters = set(tomllib.loads(text)["hei.otf"])
    written = "".join(one.body for one in manual.passages())
    lacking = {one for one in written if ord(one) > 0x2000 and not one.isspace()} - letters
    assert not lacking


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 甲 {#a}", "no head"),
        ("---\nenglish: a\n---\n# 甲", "has no name"),
        ("---\nenglish: a\n---\n无题\n", "does not begin with a heading"),
        ("---\nenglish: a\n---\n# 甲 {#a}\n\n## 乙 {#a}\n", "stand twice: a"),
        ("---\nenglish: a\n---\n# 甲 {#a}\n\n[乙](#b)\n", "lead nowhere: b"),
        ("---\nenglish: b\n---\n# 甲 {#a}\n", "lead nowhere: b"),
        ("---\nenglish: a\n---\n# 甲 {#a}\n\n![乙](none.png)\n", "no picture none.png"),
        ("---\nenglish: a\n---\n# 甲 {#a}\n\n<!-- keys none --><!-- / -->\n", "no keys none"),
    ],
)
def test_a_source_that_does_not_hold_together_is_refused(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "01.md").write_text(text, encoding="utf-8")
    with pytest.raises(manual.ManualError, match=re.escape(told)):
        manual.passages(tmp_path)
