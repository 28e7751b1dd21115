"""A package is complete, tells nothing about the person, and never harms what stood there."""

import errno
import hashlib
import json
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export import sample
from zcdesk import __version__
from zcdesk.applicant import Target
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.disk.files import write_atomically
from zcdesk.export.package import folders
from zcdesk.export.package.packing import Staging
from zcdesk.export.plan.layout import plan
from zcdesk.export.plan.manifest import Manifest, manifest_of
from zcdesk.wording import spoken

PICTURES = {
    "上传/01-1 身份证扫描件/002.jpg",
    "上传/02-1 学历证书/001.jpg",
    "上传/07-2 公需科目培训合格证书/004.jpg",
    "上传/07-2 公需科目培训合格证书/005.jpg",
    "上传/13-2 公示材料/003.jpg",
}
OTHERS = {
    "自用/上传清单.html",
    "自用/上传清单.xlsx",
    "自用/遮盖位置图.html",
    "自用/遮盖位置图.pdf",
    "manifest.json",
}


def test_a_package_holds_pictures_checklists_and_a_manifest(tmp_path: Path) -> None:
    report = sample.export(tmp_path / "上传包 一")
    assert set(sample.tree(report.folder)) == PICTURES | OTHERS
    assert set(map(str, report.pictures)) == PICTURES
    assert report.checklist == report.folder / "自用/上传清单.html"
    assert (report.replaced, report.left_out) == (False, sample.LEFT_OUT)
    assert sample.names(tmp_path) == ["上传包 一"]


def test_the_manifest_lists_every_other_file_with_its_hash(tmp_path: Path) -> None:
    files = sample.tree(sample.export(tmp_path / "package").folder)
    told = json.loads(files.pop("manifest.json"))
    assert {one["path"]: (one["sha256"], one["bytes"]) for one in told["files"]} == {
        name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in files.items()
    }


def test_the_manifest_tells_state_answer_and_covers_of_each_page(tmp_path: Path) -> None:
    manifest = manifest_of(sample.export(tmp_path / "package").folder)
    assert manifest is not None
    assert (manifest.program, manifest.notice) == (__version__, "region-senior-2024")
    pages = {page.page: page for page in manifest.pages}
    assert {number: page.state for number, page in pages.items()} == {
        1: "masked", 2: "masked", 3: "clean", 4: "masked", 5: "masked",
    }  # fmt: skip
    assert [pages[number].answer for number in range(1, 6)] == ["no", "yes", "no", None, "no"]
    assert pages[3].still_shows == (Target.SEAL,)
    assert [cover.target for cover in pages[1].covers] == [Target.NAME, Target.EMPLOYER]
    assert pages[2].covers[0].polygon == ((10, 10), (30, 10), (30, 20), (10, 20))
    assert [(one.page, one.reason) for one in manifest.left_out] == [(6, "refused"), (7, "doubt")]


@pytest.mark.parametrize("told", [Classified.NO, Classified.CLEARED, None])
def test_the_manifest_tells_of_secret_material(tmp_path: Path, told: Classified | None) -> None:
    first, *others = sample.reviewed_pages()
    planned = plan(sample.notice(), (replace(first, classified=told), *others))
    with Staging.start(tmp_path / "package", run=sample.drawn_once) as staging:
        finished = sample.stage(staging, planned, 250)
        staging.finish(sample.notice(), planned, finished, sample.LEFT_OUT, sample.OPEN_POINTS)
    manifest = manifest_of(tmp_path / "package")
    assert manifest is not None
    assert [page.classified for page in manifest.pages if page.page == 1] == [told]
    assert {page.classified for page in manifest.pages if page.page != 1} == {None}


def test_the_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    written = (sample.export(tmp_path / "package").folder / "manifest.json").read_bytes()
    assert Manifest.model_validate_json(written).to_bytes() == written


def test_no_word_of_the_person_and_no_source_name_is_in_the_package(tmp_path: Path) -> None:
    for name, content in sample.tree(sample.export(tmp_path / "package").folder).items():
        for word in (*sample.IDENTITY, "/home/"):
            assert word not in name
            entities = "".join(f"&#{ord(character)};" for character in word).encode()
            for coded in (word.encode(), word.encode("utf-16-le"), ascii(word)[1:-1].encode()):
                assert coded not in content, name
            assert entities not in content, name


def test_the_search_for_words_sees_into_the_workbook(tmp_path: Path) -> None:
    content = (sample.export(tmp_path / "package").folder / "自用/上传清单.xlsx").read_bytes()
    assert "公需科目培训合格证书".encode() in content


def test_the_order_in_which_workers_end_does_not_show(tmp_path: Path) -> None:
    planned, trees = sample.planned_pages(), []
    for turn in (1, -1):
        with Staging.start(tmp_path / f"package {turn}") as staging:
            finished = sample.stage(staging, planned[::turn])
            report = staging.finish(sample.notice(), planned, finished, sample.LEFT_OUT[::turn])
        trees.append(sample.tree(report.folder))
    assert trees[0] == trees[1]


def test_a_package_of_ours_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "package"
    sample.export(target)
    report = sample.export(target, shade=200, pages=2)
    assert report.replaced
    assert set(sample.tree(target)) - OTHERS == {
        str(page.file) for page in sample.planned_pages()[:2]
    }
    assert sample.names(tmp_path) == ["package"]


def test_an_empty_folder_and_what_the_system_drops_into_folders_do_not_count(
    tmp_path: Path,
) -> None:
    target = tmp_path / "package"
    target.mkdir()
    assert not sample.export(target).replaced
    (target / "上传" / "Thumbs.db").write_bytes(b"x")
    (target / ".DS_Store").write_bytes(b"x")
    assert sample.export(target).replaced


def test_a_disk_that_decomposes_names_does_not_make_a_package_foreign(tmp_path: Path) -> None:
    target = sample.export(tmp_path / "package").folder
    composed = "上传/ئۇيغۇر.jpg"
    retold(target, path=composed)
    (target / unicodedata.normalize("NFD", composed)).write_bytes(b"x")
    assert sample.export(target, shade=200).replaced


Made = Callable[[Path], object]


def make_file(target: Path) -> None:
    target.write_text("mine")


def make_folder(target: Path) -> None:
    target.mkdir()
    (target / "mine.txt").write_text("mine")


def make_foreign_manifest(target: Path) -> None:
    make_folder(target)
    (target / "manifest.json").write_text('{"name": "some other program"}')


def retold(target: Path, **more: object) -> None:
    """Say something else in a package's manifest; a file more, or its version."""
    told = json.loads((target / "manifest.json").read_bytes())
    if "path" in more:
        told["files"].append({"sha256": hashlib.sha256(b"x").hexdigest(), "bytes": 1, **more})
    else:
        told.update(more)
    write_atomically(target / "manifest.json", json.dumps(told).encode())


def make_link(target: Path) -> None:
    sample.export(target.with_name("elsewhere"))
    target.symlink_to(target.with_name("elsewhere"))


@pytest.mark.parametrize("make", [make_file, make_folder, make_foreign_manifest, make_link])
def test_what_is_not_ours_is_never_touched(tmp_path: Path, make: Made) -> None:
    target = tmp_path / "package"
    make(target)
    before = sample.tree(tmp_path)
    with pytest.raises(folders.ForeignFolderError) as raised:
        Staging.start(target)  # it is told before any work
    assert sample.tree(tmp_path) == before
    assert not folders.partial_folder(target).exists()
    assert str(target) in spoken(raised.value.finding()).message


def add_note(target: Path) -> None:
    (target / "自用" / "我的备注.txt").write_text("问过了")


def tick_workbook(target: Path) -> None:
    with (target / "自用" / "上传清单.xlsx").open("ab") as stream:
        stream.write(b"ticked")


@pytest.mark.parametrize(
    ("change", "name"), [(add_note, "我的备注.txt"), (tick_workbook, "上传清单.xlsx")]
)
def test_what_a_person_changed_is_not_overwritten(tmp_path: Path, change: Made, name: str) -> None:
    target = sample.export(tmp_path / "package").folder
    change(target)
    before = sample.tree(tmp_path)
    with pytest.raises(folders.PackageError, match=r"^export\.changed_package$") as raised:
        sample.export(target, shade=100)
    assert sample.tree(tmp_path) == before
    assert name in spoken(raised.value.finding()).message


def test_a_note_added_while_the_export_runs_is_kept_too(tmp_path: Path) -> None:
    target = sample.export(tmp_path / "package").folder
    with Staging.start(target) as staging:
        finished = sample.stage(staging, sample.planned_pages(), shade=100)
        add_note(target)
        before = sample.tree(target)
        with pytest.raises(folders.PackageError, match=r"^export\.changed_package$"):
            staging.finish(sample.notice(), sample.planned_pages(), finished)
    assert sample.tree(target) == before
    assert sample.names(tmp_path) == ["package"]


@pytest.mark.parametrize("make", [make_file, make_folder])
def test_a_side_folder_that_is_not_ours_is_left_alone(tmp_path: Path, make: Made) -> None:
    for side in (
        folders.partial_folder(tmp_path / "package"),
        folders.aside_folder(tmp_path / "package"),
    ):
        make(side)
        before = sample.tree(tmp_path)
        with pytest.raises(folders.ForeignFolderError):
            sample.export(tmp_path / "package")
        assert sample.tree(tmp_path) == before
        side.unlink() if side.is_file() else shutil.rmtree(side)


def test_a_half_removed_old_package_is_never_put_back(tmp_path: Path) -> None:
    target = sample.export(tmp_path / "package").folder
    target.rename(folders.aside_folder(target))
    next(folders.aside_folder(target).rglob("*.jpg")).unlink()
    folders.recover(target)
    assert sample.names(tmp_path) == []


def test_a_picture_that_changed_after_its_check_stops_the_export(tmp_path: Path) -> None:
    planned = sample.planned_pages()
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"other")):
        with Staging.start(tmp_path / "package") as staging:
            finished = sample.stage(staging, planned)
            spoil(staging.picture_path(planned[1]))
            with pytest.raises(folders.PackageError, match=r"^export\.changed_picture$"):
                staging.finish(sample.notice(), planned, finished)
        assert sample.names(tmp_path) == []


def test_a_file_that_nobody_planned_stops_the_export(tmp_path: Path) -> None:
    planned = sample.planned_pages()
    with Staging.start(tmp_path / "package") as staging:
        finished = sample.stage(staging, planned)
        with pytest.raises(ValueError, match="differ"):  # nor is less finished than planned
            staging.finish(sample.notice(), planned[1:], finished)
        staging.picture_path(planned[0]).with_name("original.jpg").write_bytes(b"unmasked")
        with pytest.raises(ValueError, match="nobody planned"):
            staging.finish(sample.notice(), planned, finished)
    assert sample.names(tmp_path) == []


def test_what_a_stopped_worker_left_is_swept_out(tmp_path: Path) -> None:
    planned = sample.planned_pages()
    with Staging.start(tmp_path / "package") as staging:
        finished = sample.stage(staging, planned)
        staging.picture_path(planned[0]).with_name(".0123456789ab.partial").write_bytes(b"half")
        report = staging.finish(sample.notice(), planned, finished)
    assert set(sample.tree(report.folder)) == PICTURES | OTHERS


def test_a_withdrawn_picture_and_its_empty_folder_are_gone(tmp_path: Path) -> None:
    planned = sample.planned_pages()
    with Staging.start(tmp_path / "package") as staging:
        finished = dict(sample.stage(staging, planned))
        staging.withdraw(planned[0])
        del finished[planned[0].file]
        report = staging.finish(sample.notice(), planned[1:], finished, sample.LEFT_OUT)
    assert not (report.folder / planned[0].file).parent.exists()
    assert set(sample.tree(report.folder)) == (PICTURES | OTHERS) - {str(planned[0].file)}


def test_an_empty_package_is_never_made(tmp_path: Path) -> None:
    with (
        Staging.start(tmp_path / "package") as staging,
        pytest.raises(folders.PackageError, match=r"^export\.nothing$"),
    ):
        staging.finish(sample.notice(), (), {})
    assert sample.names(tmp_path) == []


def test_leaving_the_block_without_finishing_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> None:
        with Staging.start(tmp_path / "package") as staging:
            sample.stage(staging, sample.planned_pages())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert sample.names(tmp_path) == []


def test_a_relative_target_keeps_its_meaning_when_the_work_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Staging.start(Path("package")) as staging:
        finished = sample.stage(staging, sample.planned_pages())
        monkeypatch.chdir("/")
        report = staging.finish(sample.notice(), sample.planned_pages(), finished)
    assert report.folder == tmp_path / "package"


@pytest.mark.parametrize("more", [{"schema": 2}, {"path": "../mine.jpg"}])
def test_a_manifest_of_a_newer_program_or_that_points_outside_is_not_ours(
    tmp_path: Path, more: dict[str, object]
) -> None:
    outside = tmp_path / "mine.jpg"
    outside.write_bytes(b"x")
    target = sample.export(tmp_path / "package").folder
    retold(target, **more)
    with pytest.raises(folders.ForeignFolderError):
        sample.export(target)
    assert outside.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("number", "there", "code"),
    [
        (errno.ENOENT, True, "export.vanished"),
        (errno.ENOENT, False, "export.disk_gone"),
        (errno.ENODEV, True, "export.disk_gone"),
        (errno.EIO, True, "export.disk_gone"),
        (errno.ENOSPC, True, "export.disk_full"),
        (errno.EACCES, True, "export.forbidden"),
    ],
)
def test_each_failure_has_a_sentence(tmp_path: Path, number: int, there: bool, code: str) -> None:
    target = (tmp_path if there else tmp_path / "stick") / "材料包"
    with pytest.raises(folders.PackageError) as caught, folders.told_for(target):
        raise OSError(number, "")
    assert caught.value.code == code
    said = spoken(caught.value.finding())
    assert "案卷" not in said.remedy, "a demo has none"
    assert ("U 盘" in said.message) is (code == "export.disk_gone")


def test_without_temporary_files_no_export_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(folders.PackageError, match=r"^export\.no_temporary$"):
        Staging.start(tmp_path / "材料包")
    assert list(tmp_path.iterdir()) == []
