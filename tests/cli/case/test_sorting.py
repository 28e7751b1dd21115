"""Scans without a slot go where they say that they belong; slots are called by id or by title."""

import json
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests import one_photo
from tests.cli.shell import Shell
from tests.program import drawn_scan
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.cli.app import USAGE, run

KINDS = ("diploma", "posting")


def begun(shell: Shell) -> tuple[Random, Person]:
    random = Random(7)
    person = invent_person(random)
    shell.new(f"applicant: {{name: {person.name}, employer: {person.employer.name}}}")
    return random, person


def slots_of(shell: Shell) -> dict[str, str]:
    return {page.file_name: page.slot for page in shell.case().pages}


@pytest.mark.slow
def test_scans_without_a_slot_are_sorted_and_what_is_not_sure_waits(shell: Shell) -> None:
    random, person = begun(shell)
    for kind in KINDS:
        page = draw_page(kind, person, invent_colleagues(person, random), random, 130)
        Image.fromarray(page.picture).save(f"{kind}.jpg", dpi=(130, 130), quality=90)
    drawn_scan(Path("天气.jpg"), "今天的天气很好，适合出门。", "明天也一样。")
    said = shell("case add a.zcase diploma.jpg posting.jpg 天气.jpg", 1)
    sorted_ones = {f"{kind}.jpg": kind for kind in KINDS}
    assert slots_of(shell) == {**sorted_ones, "天气.jpg": ""}
    assert "“diploma.jpg”放进了" in said.out
    assert "“天气.jpg”看不出属于哪个上传位置" in said.err

    said = shell("case sort a.zcase --json -", 1)
    (told,) = json.loads(said.out)["pages"]
    assert (told["file"], told["state"]) == ("天气.jpg", "unknown")
    assert f"--page {told['page']}" in said.err
    shell("case sort a.zcase --slot 学历证书 --page 99", USAGE)
    assert slots_of(shell)["天气.jpg"] == ""
    shell(f"case sort a.zcase --slot 学历证书 --page {told['page']}")
    assert slots_of(shell)["天气.jpg"] == "diploma"


NAMED = [
    ("diploma", "diploma"),
    ("学历证书", "diploma"),
    (" 著作、 论文", "paper"),
    ("Diploma.jpg", ""),
]


@pytest.mark.parametrize(("word", "slot"), NAMED)
def test_a_slot_is_called_by_id_or_title_a_file_is_none(shell: Shell, word: str, slot: str) -> None:
    begun(shell)
    drawn_scan(Path("a.jpg"))
    run(["case", "add", "a.zcase", word, "a.jpg", "--later"])
    assert slots_of(shell)["a.jpg"] == slot


WRONG = [
    (" 学位证", "是不是 degree_cert（学位证书）"),
    (" degree_cert", "上传位置 degree_cert 后面还要写扫描件"),
    (" 学历证书", "上传位置 diploma 后面还要写扫描件"),
    (" 一 a.jpg", "没有上传位置“一”。 全部上传位置见 zcdesk notice show"),
    ("", "缺少 [SLOT] FILES..."),
]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_word_neither_slot_nor_file_is_wrong_usage(shell: Shell, words: str, told: str) -> None:
    begun(shell)
    assert told in shell(f"case add a.zcase{words}", USAGE).err
    assert slots_of(shell) == {}


def test_a_folder_called_like_a_slot_holds_files_when_nothing_follows(shell: Shell) -> None:
    begun(shell)
    Path("学历证书").mkdir()
    drawn_scan(Path("学历证书", "a.jpg"))
    shell("case add a.zcase 学历证书 --later")
    assert slots_of(shell) == {"a.jpg": ""}
    shell("case limit a.zcase --slot 学位证书 --kb 500")
    assert [limit.slot for limit in shell.case().limits] == ["degree_cert"]


@pytest.mark.nightly
def test_a_photo_leaves_as_it_is_in_its_own_slot_and_covered_in_others(shell: Shell) -> None:
    who = one_photo.APPLICANT
    facts = f"applicant: {{name: {who.name}, employer: {who.employer}}}"
    shell.new(facts, notice=one_photo.NOTICE)
    photo = one_photo.inch_photo(Path("照片.png"))

    shell(f"case add a.zcase {one_photo.SLOT} 照片.png")
    (own,) = shell.case().pages
    assert (own.examined, own.hits, own.findings) == (True, (), ())
    findings = shell.data("case status a.zcase", 0, 1)["findings"]
    assert ("check.photo_kept", "五（一）4") in [(one["code"], one["clause"]) for one in findings]

    shell("case add a.zcase diploma 照片.png", 1)
    _, elsewhere = shell.case().pages
    assert [hit.mask.target for hit in elsewhere.hits] == [Target.PHOTO]

    told = {"schema": 1, "confirm_sure": True, "classified": "no", "route": "covered"}
    shell.write("a.json", told)
    shell("case decide a.zcase a.json", 1)  # the other page's doubt is open
    shell(f"case export a.zcase --out 包 --slot {one_photo.SLOT} --confirm-truth")
    (picture,) = Path("包").rglob("*.jpg")
    shown, scanned = (
        cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) for path in (picture, photo)
    )
    assert shown is not None
    assert scanned is not None
    assert float(np.abs(shown.astype(int) - scanned).mean()) < 4
