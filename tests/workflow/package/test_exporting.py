"""Only what a person confirmed leaves the house, and it is read again on the way out."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from zcdesk.cases.acts.deciding import answer, confirm, decide
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

NOW = datetime(2024, 9, 20, tzinfo=UTC)


def all_decided(case: Case) -> Case:
    """Cover everything that is in doubt and confirm each page."""
    for page in case.pages:
        for index in page.open_doubts():
            case = decide(case, page.number, index, Decision.COVER)
        case = confirm(answer(case, page.number, Answer.NO), page.number)
    return case


def exported(pool: WorkerPool, case: Case, folder: Path) -> tuple[list[Exported], PackageDone]:
    steps = list(export_case(pool, case, load_notice(case.notice), folder, NOW))
    assert isinstance(steps[-1], PackageDone)
    return [step for step in steps if isinstance(step, Exported)], steps[-1]


@pytest.fixture(scope="session")
def package(
    pool: WorkerPool, examined: Case, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Exported], PackageDone, Case]:
    case = all_decided(examined)
    folder = tmp_path_factory.mktemp("ausgabe") / "材料包"
    return *exported(pool, case, folder), case


def test_every_confirmed_page_is_in_the_package(
    package: tuple[list[Exported], PackageDone, Case],
) -> None:
    steps, done, case = package
    pictures = sorted((done.folder / "上传").rglob("*"))
    files = [path for path in pictures if path.is_file()]
    assert len(files) == done.exported == len(case.pages)
    assert done.left_out == ()
    assert {step.number for step in steps} == {page.number for page in case.pages}


def test_pictures_are_plain_upright_jpegs_without_anything_else(
    package: tuple[list[Exported], PackageDone, Case],
) -> None:
    _, done, case = package
    for path in (done.folder / "上传").rglob("*.jpg"):
        with Image.open(path) as picture:
            assert picture.format == "JPEG"
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
            page = case.page(int(path.stem)).page
            assert page is not None
            assert picture.size == (page.width, page.height)


def test_the_manifest_knows_the_bytes(package: tuple[list[Exported], PackageDone, Case]) -> None:
    _, done, _ = package
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        content = (done.folder / entry["path"]).read_bytes()
        assert sha256(content).hexdigest() == entry["sha256"]


def test_no_file_of_the_package_holds_a_word_of_the_applicant(
    package: tuple[list[Exported], PackageDone, Case],
) -> None:
    _, done, case = package
    words = [case.applicant.name, case.applicant.employer, *case.applicant.employer_aliases]
    for path in done.folder.rglob("*"):
        shown = path.relative_to(done.folder).as_posix()
        assert not any(word in shown for word in words)
        if path.is_file() and not shown.startswith("自用/文书/"):  # forms must carry them
            content = path.read_bytes()
            for word in words:
                for encoding in ("utf-8", "utf-16-le", "gb18030"):
                    assert word.encode(encoding) not in content


@pytest.mark.slow
def test_a_page_that_nobody_confirmed_stays_out_and_is_told(
    pool: WorkerPool, examined: Case, tmp_path: Path
) -> None:
    left = examined.pages[-1]
    case = all_decided(examined).with_page(left)
    _, done = exported(pool, case, tmp_path / "包")
    names = sorted(int(path.stem) for path in (done.folder / "上传").rglob("*.jpg"))
    assert names == [page.number for page in examined.pages[:-1]]
    assert [one.number for one in done.left_out] == [left.number]


@pytest.mark.slow
def test_a_confirmed_page_that_still_shows_the_name_does_not_leave(
    pool: WorkerPool, examined: Case, tmp_path: Path
) -> None:
    blind = replace(
        examined,
        pages=tuple(replace(page, hits=(), findings=()) for page in examined.pages[2:5]),
    )
    case = all_decided(blind)
    steps: list[Exported | PackageDone] = []
    walk = export_case(pool, case, load_notice(case.notice), tmp_path / "包", NOW)
    with pytest.raises(ZcdeskError) as caught:
        steps.extend(walk)
    assert caught.value.code == "export.none_passed"
    assert caught.value.details == {"pages": "、".join(str(page.number) for page in case.pages)}
    assert not (tmp_path / "包").exists()
    assert list(tmp_path.iterdir()) == []
    for step in steps:
        assert isinstance(step, Exported)
        assert step.page is not None
        assert step.page.open_doubts(), "the place is shown for a decision"


def test_stopping_half_way_leaves_what_stood_there(
    pool: WorkerPool,
    package: tuple[list[Exported], PackageDone, Case],
    tmp_path: Path,
) -> None:
    _, _, case = package
    walk = export_case(pool, case, load_notice(case.notice), tmp_path / "包", NOW)
    next(walk)
    walk.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_covered_page_is_made_with_the_same_bytes_again(
    pool: WorkerPool,
    package: tuple[list[Exported], PackageDone, Case],
    tmp_path: Path,
) -> None:
    _, done, case = package
    few = replace(case, pages=case.pages[:2])
    _, again = exported(pool, few, tmp_path / "包")
    twins = sorted((again.folder / "上传").rglob("*.jpg"))
    assert len(twins) == 2
    for twin in twins:
        (first,) = (done.folder / "上传").rglob(twin.name)
        assert twin.read_bytes() == first.read_bytes(), twin.name


def test_originals_keep_their_bytes(package: tuple[list[Exported], PackageDone, Case]) -> None:
    _, _, case = package
    for page in case.pages:
        assert page.page is not None
        content = Path(page.path).read_bytes()
        assert sha256(content).hexdigest() == page.page.source.sha256
        assert Image.open(io.BytesIO(content)).size
