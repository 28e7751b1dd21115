"""What waits in a case is told, filled in and taken by the next command; acts, spellings, whose."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.cases.made import case
from tests.cli.case.test_commands import FACTS, NOTICE
from tests.drawn_text import typed
from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cli.app import run
from zcdesk.names.arabic_letters import plain_letters


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two pages with a seal each that nobody can read, and one that nobody read."""
    folder = tmp_path_factory.mktemp("案卷")
    print_ = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", "特发此证。")
    for number in (1, 2, 3):
        page = np.full((880 + number, print_.shape[1], 3), 255, np.uint8)
        page[: print_.shape[0]] = print_
        cv2.circle(page, (500, 650), 90, (200, 30, 30), 8)
        Image.fromarray(page).save(folder / f"{number}.jpg", dpi=(150, 150), quality=92)
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    path = folder / "我的.zcase"
    made = ["case", "new", str(path), "--notice", NOTICE, "--facts", str(folder / "facts.yaml")]
    assert run(made) == 0
    run(["case", "add", str(path), "diploma", *(str(folder / f"{n}.jpg") for n in (1, 2))])
    run(["case", "add", str(path), "diploma", str(folder / "3.jpg"), "--later"])
    return path


@pytest.mark.slow
def test_doubts_filled_in_are_decided_and_only_named_pages_are_confirmed(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.json"
    assert run(["case", "doubts", str(read), "--json", str(answers)]) == 1
    said = capsys.readouterr()
    assert "“3.jpg”还没有识别" in said.err
    told = json.loads(answers.read_text(encoding="utf-8"))
    assert [one["page"] for one in told["pages"]] == [1, 2, 3]
    for one in told["pages"][:2]:
        assert one["places"], one
        for place in one["places"]:
            assert place.keys() == {"id", "target", "code", "message", "polygon", "at"}
            assert place["id"] in said.out
    assert told["pages"][2]["places"] == []

    told["places"] = dict.fromkeys(told["places"], "leave")
    told["confirm"] = [1, told["pages"][2]["sha256"] or 3]
    answers.write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(read), str(answers)]) == 1
    complained = capsys.readouterr().err
    assert "第 2 页（2.jpg）还没有确认" in complained
    assert "第 3 页（3.jpg）刚刚才识别" in complained
    with open_case(read, writing=False) as stored:
        now = stored.case
        assert [now.is_confirmed(page) for page in now.pages] == [True, False, False]
        assert not any(page.open_doubts() for page in now.pages[:2])

    # Nothing that was answered is asked again, and the names of the rest are what they were.
    capsys.readouterr()
    assert run(["case", "doubts", str(read), "--json", "-"]) == 1
    once = json.loads(capsys.readouterr().out)
    run(["case", "doubts", str(read), "--json", "-"])
    assert json.loads(capsys.readouterr().out) == once
    assert once["places"].keys().isdisjoint(told["places"])
    assert len(once["places"]) == 1

    waived = [{"code": "check.seal_missing", "reason": "已撤销", "page": 99}]
    stale = {"schema": 1, "places": {"p0000": "cover"}, "confirm": [9], "waivers": waived}
    answers.write_text(json.dumps(stale), encoding="utf-8")
    assert run(["case", "decide", str(read), str(answers)]) == 7
    complained = capsys.readouterr().err
    assert "没有这些疑问，答复没有用上：p0000" in complained
    assert "没有这些页，没有确认：9、99" in complained
    with open_case(read, writing=False) as stored:
        assert not stored.case.waivers


def test_one_answer_decides_what_shows_the_same_and_can_be_taken_back(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, answers = tmp_path / "again.zcase", tmp_path / "again.json"
    path.write_bytes(read.read_bytes())
    with open_case(path, writing=False) as stored:
        names = [place_names(page) for page in stored.case.pages[:2]]
        seals = [
            names[page.number - 1][index]
            for page in stored.case.pages[:2]
            for index, hit in enumerate(page.hits)
            if hit.reason.code == "hit.unread_seal"
        ]
    everything = sorted({name for page in names for name in page.values()})
    answers.write_text(json.dumps({"schema": 1, "reopen": everything}), encoding="utf-8")
    run(["case", "decide", str(path), str(answers)])
    answers.write_text(
        json.dumps({"schema": 1, "same_again": {seals[0]: "leave"}}), encoding="utf-8"
    )
    capsys.readouterr()
    run(["case", "decide", str(path), str(answers)])
    said = capsys.readouterr().out
    assert "一并照此处理的相同之处" in said
    assert f"{seals[1]}  第 2 页（2.jpg）" in said
    with open_case(path, writing=False) as stored:
        assert all(not page.open_doubts() for page in stored.case.pages[:2])
    answers.write_text(json.dumps({"schema": 1, "reopen": seals}), encoding="utf-8")
    run(["case", "decide", str(path), str(answers)])
    with open_case(path, writing=False) as stored:
        assert all(page.open_doubts() for page in stored.case.pages[:2])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case of four pages in one slot; the third is called 9, as it took the place of that one."""
    made, path = case(4), tmp_path / "我的.zcase"
    pages = tuple(replace(page, called=9 if page.number == 3 else 0) for page in made.pages)
    create_case(path, replace(made, pages=pages, numbered=9)).close()
    return path


def numbers(path: Path) -> list[int]:
    with open_case(path, writing=False) as stored:
        return [page.place for page in stored.case.pages]


def test_fronts_and_backs_are_merged_by_the_numbers_that_a_person_sees(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [word for place in (1, 2, 9, 4) for word in ("--page", str(place))]
    assert run(["case", "merge", str(path), *pages, "--backwards"]) == 0
    assert numbers(path) == [1, 4, 2, 9]
    assert run(["case", "history", str(path)]) == 0
    assert "把正反面合在一起" in capsys.readouterr().out
    assert run(["case", "undo", str(path)]) == 0
    assert numbers(path) == [1, 2, 9, 4]


def test_an_act_that_cannot_be_done_is_told_and_changes_nothing(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["case", "remove", str(path), "--page", "7"]) == 2
    assert run(["case", "merge", str(path), "--page", "1"]) == 7
    told = capsys.readouterr().err
    assert "[cli.no_such_page]" in told
    assert "[act.needs_one_slot]" in told
    assert numbers(path) == [1, 2, 9, 4]


def test_what_of_a_file_was_not_done_is_told_one_by_one_and_kept_apart(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, told, left = (tmp_path / f"{name}.json" for name in ("a", "told", "left"))
    acts = [
        {"act": "remove", "pages": [9]},
        {"act": "remove", "pages": [7]},
        {"act": "shift", "page": 4, "by": -1},
    ]
    given = {"schema": 1, "acts": acts, "places": {"p0": "leave"}, "confirm": [77, 4]}
    answers.write_text(json.dumps(given), encoding="utf-8")
    asked = ["case", "decide", str(path), str(answers), "--json", str(told), "--left", str(left)]
    assert run(asked) == 1
    assert "第 2 项没有办成（remove）" in capsys.readouterr().err
    assert numbers(path) == [1, 4, 2]
    data = json.loads(told.read_text(encoding="utf-8"))
    assert data["recorded"] is True
    assert [(one["key"], one["entry"], one["why"]) for one in data["left"]] == [
        ("acts", 1, "refused"),
        ("places", "p0", "no_such_place"),
        ("confirm", 77, "no_such_page"),
        ("confirm", 4, "still_open"),
    ]
    rest = json.loads(left.read_text(encoding="utf-8"))
    assert rest == {**given, "acts": [acts[1]]}
    assert run(["case", "decide", str(path), str(left), "--left", str(left)]) == 7


@pytest.fixture(scope="module")
def read_spellings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one bilingual card that was read."""
    folder = tmp_path_factory.mktemp("案卷")
    facts = {"applicant": {"name": applicant().name, "employer": applicant().employer}}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    path = folder / "我的.zcase"
    options = ["--notice", NOTICE, "--facts", str(folder / "facts.json")]
    assert run(["case", "new", str(path), *options]) == 0
    run(["case", "add", str(path), "diploma", str(draw_card(folder / "工作证.jpg"))])
    return path


def doubts(path: Path, to: Path) -> dict[str, Any]:
    run(["case", "doubts", str(path), "--json", str(to)])
    told: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return told


@pytest.mark.slow
def test_a_spelling_is_told_with_its_place_answered_and_asked_no_more(
    read_spellings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = doubts(read_spellings, tmp_path / "a.json")
    said = capsys.readouterr().out
    proposed = {one["target"]: one for one in told["proposed_spellings"]}
    assert proposed.keys() == {"name", "employer"}
    assert proposed["name"]["text"] == NAME
    assert NAME in said
    assert (proposed["name"]["pages"], proposed["name"]["places"]) == ([1], [1])
    assert told["spellings"] == {each["id"]: None for each in proposed.values()}

    assert run(["case", "status", str(read_spellings), "--json", str(tmp_path / "s.json")]) == 1
    status = (tmp_path / "s.json").read_text(encoding="utf-8")
    assert "check.script_name" in status
    assert NAME not in status
    capsys.readouterr()

    answers = {proposed["name"]["id"]: "yes", proposed["employer"]["id"]: f"{EMPLOYER} ش"}
    told["spellings"] = {**answers, "s000000000000": "no"}
    (tmp_path / "a.json").write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(read_spellings), str(tmp_path / "a.json")]) == 1
    assert "s000000000000" in capsys.readouterr().err
    with open_case(read_spellings) as stored:
        case = stored.case
    assert case.applicant.aliases == (NAME,)
    assert case.applicant.employer_aliases == (f"{EMPLOYER} ش",)
    assert any(hit.mask.matched == "alias:1" for hit in case.pages[0].hits)
    again = doubts(read_spellings, tmp_path / "b.json")
    assert not again["proposed_spellings"]


def test_a_no_is_kept_and_another_word_is_refused_by_its_entry(
    tmp_path: Path, read_spellings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.zcase"
    copy.write_bytes(read_spellings.read_bytes())
    with open_case(copy) as stored:
        while stored.case.applicant.aliases:
            assert stored.undo()
    told = doubts(copy, tmp_path / "a.json")
    proposed = told["proposed_spellings"]
    names = {each["target"]: each["id"] for each in proposed}
    wrong = {"schema": 1, "spellings": {names["name"]: "Dilnur"}}
    (tmp_path / "w.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert run(["case", "decide", str(copy), str(tmp_path / "w.json")]) != 0
    assert "spellings" in capsys.readouterr().err
    (tmp_path / "n.yaml").write_text(
        f"schema: 1\nspellings: {{{names['name']}: no}}\n", encoding="utf-8"
    )
    run(["case", "decide", str(copy), str(tmp_path / "n.yaml")])
    with open_case(copy) as stored:
        kept = dict(stored.case.facts)
    assert kept[f"spelling.name.{plain_letters(NAME)}"] == "no"
    assert not stored.case.applicant.aliases
    left = doubts(copy, tmp_path / "b.json")["proposed_spellings"]
    assert [each["target"] for each in left] == ["employer"]


FACTS_WHOSE = "applicant: {name: 张伟, employer: 新疆云岭智能装备制造有限公司}\n"


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a page of the applicant's and one of a colleague's."""
    folder = tmp_path_factory.mktemp("扫描")
    for file, name in (("本人.png", "张伟"), ("同事.png", "陆听澜")):
        page = typed(f"姓名：{name}，性别：男", "论文《支架疲劳分析》", "发表于二〇二三年。")
        Image.fromarray(page).save(folder / file, dpi=(150, 150))
    return folder / "本人.png", folder / "同事.png"


def test_a_colleagues_page_is_named_kept_out_and_then_claimed_or_removed(
    scans: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, path = tmp_path / "facts.yaml", tmp_path / "我的.zcase"
    facts.write_text(FACTS_WHOSE, encoding="utf-8")
    notice = ["--notice", "region-senior-2024", "--facts", str(facts)]
    assert run(["case", "new", str(path), *notice]) == 0
    run(["case", "add", str(path), "achievement_evidence", *map(str, scans)])
    theirs = sha256(scans[1].read_bytes()).hexdigest()

    def decide(**more: object) -> str:
        told = {"schema": 1, "confirm_sure": True, "answer": "no", **more}
        answers = tmp_path / "答复.json"
        answers.write_text(json.dumps(told), encoding="utf-8")
        capsys.readouterr()
        assert run(["case", "decide", str(path), str(answers)]) in (0, 1)
        return capsys.readouterr().err

    def exported(out: str) -> str:
        capsys.readouterr()
        run(["case", "export", str(path), "--out", str(tmp_path / out), "--confirm-truth"])
        return capsys.readouterr().err

    def pages(out: str) -> list[int]:
        manifest = json.loads((tmp_path / out / "manifest.json").read_bytes())
        return [page["page"] for page in manifest["pages"]]

    assert "whose: mine" in decide()
    assert run(["case", "status", str(path), "--json", str(tmp_path / "s.json")]) == 1
    findings = json.loads((tmp_path / "s.json").read_bytes())["findings"]
    assert [one["page"] for one in findings if one["code"] == "check.page_foreign"] == [2]
    assert "像是别人的材料" in exported("一")
    assert pages("一") == [1]
    one = {"sha256": theirs}
    assert "whose: mine" not in decide(pages=[{**one, "whose": "mine"}])
    exported("二")
    assert pages("二") == [1, 2]
    assert "whose" not in decide(pages=[{**one, "whose": "other"}])
    with open_case(path) as stored:
        assert [page.number for page in stored.case.pages] == [1]
