"""What waits in a case is told, filled in and taken by the next command; acts, spellings, whose."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.cases.made import case
from tests.cli.shell import EMPLOYER, FACTS, NOTICE, Shell
from tests.drawn_text import typed
from tests.sorting import bilingual
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.cases.file.store import create_case
from zcdesk.cli.app import run
from zcdesk.names.arabic_letters import plain_letters

DECIDE = "case decide a.zcase a.json"


def begun(folder: Path, facts: str) -> str:
    """Begin a case for all tests of a module."""
    (folder / "facts.yaml").write_text(facts, "utf-8")
    path = str(folder / "a.zcase")
    made = ["case", "new", path, "--notice", NOTICE, "--facts", str(folder / "facts.yaml")]
    assert run(made) == 0
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of two pages with a seal each that nobody can read, and one that nobody read."""
    folder = tmp_path_factory.mktemp("案卷")
    print_ = typed("姓名：张伟，性别：男", f"单位：{EMPLOYER}", "特发此证。")
    scans = [str(folder / f"{number}.jpg") for number in (1, 2, 3)]
    for number, scan in enumerate(scans, start=1):
        page = np.full((880 + number, print_.shape[1], 3), 255, np.uint8)
        page[: print_.shape[0]] = print_
        cv2.circle(page, (500, 650), 90, (200, 30, 30), 8)
        Image.fromarray(page).save(scan, dpi=(150, 150), quality=92)
    path = begun(folder, FACTS)
    run(["case", "add", path, "diploma", *scans[:2]])
    run(["case", "add", path, "diploma", scans[2], "--later"])
    return path


@pytest.mark.nightly
def test_doubts_filled_in_are_decided_and_named_pages_confirmed(read: str, shell: Shell) -> None:
    shutil.copy(read, "a.zcase")
    said = shell("case doubts a.zcase --json a.json", 1)
    assert "“3.jpg”还没有识别" in said.err
    told = json.loads(Path("a.json").read_bytes())
    assert [one["page"] for one in told["pages"]] == [1, 2, 3]
    for one in told["pages"][:2]:
        assert one["places"], one
        for place in one["places"]:
            assert place.keys() == {"id", "target", "code", "message", "polygon", "at"}
            assert place["id"] in said.out
    assert told["pages"][2]["places"] == []

    told["places"] = dict.fromkeys(told["places"], "leave")
    told["confirm"] = [1, told["pages"][2]["sha256"] or 3]
    shell.write("a.json", told)
    complained = shell(DECIDE, 1).err
    assert "第 2 页（2.jpg）还没有确认" in complained
    assert "第 3 页（3.jpg）刚刚才识别" in complained
    now = shell.case()
    assert [now.is_confirmed(page) for page in now.pages] == [True, False, False]
    assert not any(page.open_doubts() for page in now.pages[:2])

    # Nothing that was answered is asked again, and the names of the rest are what they were.
    once = shell.data("case doubts a.zcase", 1)
    assert shell.data("case doubts a.zcase", 1) == once
    assert once["places"].keys().isdisjoint(told["places"])
    assert len(once["places"]) == 1

    waived = [{"code": "check.seal_missing", "reason": "已撤销", "page": 99}]
    stale = {"schema": 1, "places": {"p0000": "cover"}, "confirm": [9], "waivers": waived}
    shell.write("a.json", stale)
    complained = shell(DECIDE, 7).err
    assert "没有这些疑问，答复没有用上：p0000" in complained
    assert "没有这些页，没有确认：9、99" in complained
    assert not shell.case().waivers


@pytest.mark.slow
def test_one_answer_decides_what_is_alike_and_can_be_taken_back(read: str, shell: Shell) -> None:
    shutil.copy(read, "a.zcase")
    pages = shell.case().pages[:2]
    names = [place_names(page) for page in pages]
    seals = [
        of_page[index]
        for page, of_page in zip(pages, names, strict=True)
        for index, hit in enumerate(page.hits)
        if hit.reason.code == "hit.unread_seal"
    ]

    def decided(**answers: object) -> str:
        shell.write("a.json", {"schema": 1, **answers})
        return shell(DECIDE, 0, 1, 7).out

    decided(reopen=sorted({name for page in names for name in page.values()}))
    said = decided(same_again={seals[0]: "leave"})
    assert "一并照此处理的相同之处" in said
    assert f"{seals[1]}  第 2 页（2.jpg）" in said
    assert not any(page.open_doubts() for page in shell.case().pages[:2])
    decided(reopen=seals)
    assert all(page.open_doubts() for page in shell.case().pages[:2])


# Commands and entries of a decision file that are made of the table of acts.


@pytest.fixture
def four(shell: Shell) -> None:
    """A case of four pages in one slot; the third is called 9, as it took the place of that one."""
    made = case(4)
    pages = tuple(replace(page, called=9 if page.number == 3 else 0) for page in made.pages)
    create_case(Path("a.zcase"), replace(made, pages=pages, numbered=9)).close()


def numbers(shell: Shell) -> list[int]:
    return [page.place for page in shell.case().pages]


def test_fronts_and_backs_are_merged_by_the_numbers_that_are_seen(four: None, shell: Shell) -> None:
    shell("case merge a.zcase --page 1 --page 2 --page 9 --page 4 --backwards")
    assert numbers(shell) == [1, 4, 2, 9]
    assert "把正反面合在一起" in shell("case history a.zcase").out
    shell("case undo a.zcase")
    assert numbers(shell) == [1, 2, 9, 4]


def test_an_act_that_cannot_be_done_is_told_and_changes_nothing(four: None, shell: Shell) -> None:
    assert "[cli.no_such_page]" in shell("case remove a.zcase --page 7", 2).err
    assert "[act.needs_one_slot]" in shell("case merge a.zcase --page 1", 7).err
    assert numbers(shell) == [1, 2, 9, 4]


def test_what_of_a_file_was_not_done_is_told_and_kept_apart(four: None, shell: Shell) -> None:
    acts = [{"act": "remove", "pages": [page]} for page in (9, 7)]
    acts.append({"act": "shift", "page": 4, "by": -1})  # type: ignore[dict-item]
    given = {"schema": 1, "acts": acts, "places": {"p0": "leave"}, "confirm": [77, 4]}
    shell.write("a.json", given)
    told = shell(f"{DECIDE} --json told.json --left left.json", 1).err
    assert "第 2 项没有办成（remove）" in told
    assert numbers(shell) == [1, 4, 2]
    data = json.loads(Path("told.json").read_bytes())
    assert data["recorded"] is True
    assert [(one["key"], one["entry"], one["why"]) for one in data["left"]] == [
        ("acts", 1, "refused"),
        ("places", "p0", "no_such_place"),
        ("confirm", 77, "no_such_page"),
        ("confirm", 4, "still_open"),
    ]
    assert json.loads(Path("left.json").read_bytes()) == {**given, "acts": [acts[1]]}
    shell("case decide a.zcase left.json --left left.json", 7)


# What pages show in Uyghur beside the own words.


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of one bilingual card that was read."""
    folder, whose = tmp_path_factory.mktemp("案卷"), bilingual.applicant()
    path = begun(folder, f"applicant: {{name: {whose.name}, employer: {whose.employer}}}")
    run(["case", "add", path, "diploma", str(bilingual.draw_card(folder / "工作证.jpg"))])
    return path


def proposed_in(shell: Shell) -> dict[str, Any]:
    """The spellings that are proposed, by the word."""
    told = shell.data("case doubts a.zcase", 0, 1)
    return {one["target"]: one for one in told["proposed_spellings"]}


@pytest.mark.nightly
def test_a_spelling_is_told_with_its_place_and_asked_once(card: str, shell: Shell) -> None:
    shutil.copy(card, "a.zcase")
    said = shell("case doubts a.zcase --json a.json", 0, 1).out
    told = json.loads(Path("a.json").read_bytes())
    proposed = {one["target"]: one for one in told["proposed_spellings"]}
    name, employer = proposed["name"], proposed["employer"]
    assert proposed.keys() == {"name", "employer"}
    assert name["text"] == bilingual.NAME
    assert bilingual.NAME in said
    assert (name["pages"], name["places"]) == ([1], [1])
    assert told["spellings"] == {each["id"]: None for each in proposed.values()}

    status = shell("case status a.zcase --json -", 1).out
    assert "check.script_name" in status
    assert bilingual.NAME not in status

    other = f"{bilingual.EMPLOYER} ش"
    answers = {name["id"]: "yes", employer["id"]: other, "s000000000000": "no"}
    shell.write("a.json", {**told, "spellings": answers})
    assert "s000000000000" in shell(DECIDE, 1).err
    case = shell.case()
    assert case.applicant.aliases == (bilingual.NAME,)
    assert case.applicant.employer_aliases == (other,)
    assert any(hit.mask.matched == "alias:1" for hit in case.pages[0].hits)
    assert not proposed_in(shell)


@pytest.mark.slow
def test_a_no_is_kept_and_another_word_is_refused_by_its_entry(card: str, shell: Shell) -> None:
    shutil.copy(card, "a.zcase")
    name = proposed_in(shell)["name"]["id"]
    shell.write("a.json", {"schema": 1, "spellings": {name: "Dilnur"}})
    assert "spellings" in shell(DECIDE, 1, 2, 3, 7).err
    shell.write("a.json", f"schema: 1\nspellings: {{{name}: no}}\n")
    Path("a.json").rename("n.yaml")
    shell("case decide a.zcase n.yaml", 0, 1)
    now = shell.case()
    assert dict(now.facts)[f"spelling.name.{plain_letters(bilingual.NAME)}"] == "no"
    assert not now.applicant.aliases
    assert [*proposed_in(shell)] == ["employer"]


# A colleague's page among one's own: named, kept out, claimed or removed.


@pytest.mark.nightly
def test_a_colleagues_page_is_named_kept_out_and_then_claimed_or_removed(shell: Shell) -> None:
    for file, name in (("本人.png", "张伟"), ("同事.png", "陆听澜")):
        page = typed(f"姓名：{name}，性别：男", "论文《支架疲劳分析》", "发表于二〇二三年。")
        Image.fromarray(page).save(file, dpi=(150, 150))
    shell.new(f"applicant: {{name: 张伟, employer: {EMPLOYER}}}\n")
    shell("case add a.zcase achievement_evidence 本人.png 同事.png", 0, 1)
    theirs = {"sha256": sha256(Path("同事.png").read_bytes()).hexdigest()}

    def decide(**more: object) -> str:
        shell.write("a.json", {"schema": 1, "confirm_sure": True, "answer": "no", **more})
        return shell(DECIDE, 0, 1).err

    def exported(out: str, *pages: int) -> str:
        told = shell(f"case export a.zcase --out {out} --confirm-truth", 0, 1, 7).err
        manifest = json.loads(Path(out, "manifest.json").read_bytes())
        assert [page["page"] for page in manifest["pages"]] == [*pages]
        return told

    assert "whose: mine" in decide()
    findings = shell.data("case status a.zcase", 1)["findings"]
    assert [one["page"] for one in findings if one["code"] == "check.page_foreign"] == [2]
    assert "像是别人的材料" in exported("一", 1)
    assert "whose: mine" not in decide(pages=[{**theirs, "whose": "mine"}])
    exported("二", 1, 2)
    assert "whose" not in decide(pages=[{**theirs, "whose": "other"}])
    assert [page.number for page in shell.case().pages] == [1]
