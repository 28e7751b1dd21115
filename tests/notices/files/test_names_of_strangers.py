"""What a stranger's profile, lesson or package calls a thing never becomes a path elsewhere."""

import json
from contextlib import suppress
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zcdesk.cli.app import run
from zcdesk.disk.paths import is_plain_name
from zcdesk.export.plan.manifest import MANIFEST, manifest_of
from zcdesk.notices.files.loading import add_profile, user_folder
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.comparing import ProfileCopy
from zcdesk.resources import resource
from zcdesk.training.lessons.loading import LessonError, take_content

GOOD = resource("notices", "miit-2019.yaml").read_text("utf-8")
LESSON = resource("lessons", "first-walk.yaml").read_text("utf-8")

NAMES = [
    "/tmp/x", "../../x", "..", ".", "a/b", "a\\b", "//host/share/x", "\\\\host\\share", "C:x",
    "C:/x",
    "a:b", "con", "NUL", "aux", "com1", "lpt9", "con.txt", "x.", "x ", " x", "x.yaml", "a" * 300,
    "a\0b", "a\nb", "a\u202eb", "a\u200bb", "-x", "_x", "~", "~root", "$HOME", "%APPDATA%", "a*b",
    "a?b", "a|b", "a<b", 'a"b', "e\u0301", "COM¹", "file:///etc/passwd", "a\u2044b", "a／b",
]  # fmt: skip
"""Paths, streams, devices, what cannot be seen, what disks write in two ways."""

STRANGE = st.one_of(
    st.sampled_from(NAMES),
    st.text(st.sampled_from("ab/\\.:~%$*? \0\n\u202e\u200b"), min_size=1, max_size=12),
    st.text(min_size=1, max_size=20),
)


def told(name: str) -> str:
    return json.dumps(name)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["id", "source"])
def test_a_profile_whose_name_is_no_name_is_refused_with_its_line(field: str, name: str) -> None:
    text = GOOD.replace(f"{field}: miit-2019\n", f"{field}: {told(name)}\n", 1)
    assert text != GOOD
    with pytest.raises(ProfileError) as caught:
        parse_profile(text.encode("utf-8", "surrogatepass"), "mine.yaml")
    assert any(fault.line > 0 and fault.field == field for fault in caught.value.faults)
    copy = ProfileCopy("mine", text, "")
    with pytest.raises(ProfileError):
        copy.notice()


@pytest.mark.nightly
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=STRANGE)
@example(name="ok-2027")
def test_taking_a_profile_or_a_lesson_writes_below_the_own_folder_alone(
    own_home: Path, name: str
) -> None:
    handed = own_home / "handed.yaml"
    text = GOOD.replace("id: miit-2019\n", f"id: {told(name)}\n", 1)
    handed.write_bytes(text.encode("utf-8", "replace"))
    own = user_folder().parent
    try:
        add_profile(handed)
        assert is_plain_name(name)
    except ProfileError:
        pass
    lesson = LESSON.replace("id: first-walk", f"id: {told(name)}", 1)
    with suppress(LessonError):
        take_content(lesson.encode("utf-8", "replace"), "lesson.yaml")
    for place in own_home.rglob("*"):
        assert place == handed or place.is_relative_to(own) or place in own.parents


@given(STRANGE)
def test_a_plain_name_is_one_part_of_a_path_on_every_system(name: str) -> None:
    if is_plain_name(name):
        assert Path(name).name == name
        assert PureWindowsPath(name).parts == (name,)
        assert name not in (".", "..")
        assert name.isprintable()


@pytest.mark.parametrize("name", ["MIIT-2019", "Miit-2019", "miit-2019"])
def test_a_shipped_notice_is_not_taken_over_by_other_capitals(own_home: Path, name: str) -> None:
    handed = own_home / "handed.yaml"
    handed.write_text(GOOD.replace("id: miit-2019\n", f"id: {name}\n", 1), "utf-8")
    assert run(["notice", "add", str(handed)]) == 7
    assert not user_folder().exists()


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "/etc/passwd", "//host/share/x", "C:/x", "a\\..\\b", "上传/../../x"]
)
@pytest.mark.parametrize("field", ["file", "path"])
def test_a_package_of_a_stranger_names_nothing_outside_of_it(
    tmp_path: Path, field: str, name: str
) -> None:
    page = {"file": "上传/001.jpg", "sha256": "", "width": 1, "height": 1, "section": "",
            "slot": "", "page": 1, "state": "clean", "answer": None, "still_shows": [],
            "covers": []}  # fmt: skip
    file = {"path": "上传/001.jpg", "sha256": "", "bytes": 1}
    manifest = {"schema": 1, "program": "", "notice": "x", "left_out": [],
                "pages": [page], "files": [file]}  # fmt: skip
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert manifest_of(tmp_path) is not None
    (page if field == "file" else file)[field] = name
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert manifest_of(tmp_path) is None
