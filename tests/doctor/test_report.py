"""The gate of the diagnostic file: whatever comes in, only numbers and known words come out."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.incidents.own_home import use_home
from zcdesk.disk.own_folder import own_folder
from zcdesk.doctor.check import attention, fine
from zcdesk.doctor.report import admitted, report_of
from zcdesk.incidents import record
from zcdesk.incidents.record import ProgramPart
from zcdesk.workers.pool import hand_over

LEAST = 4
"""Characters of a word that would tell something."""

words = st.one_of(
    st.text(min_size=LEAST, max_size=40),
    st.text(alphabet="欧阳青黛雪莲轨道装备有限公司", min_size=LEAST, max_size=12),
    st.text(alphabet="0123456789X", min_size=15, max_size=18),
    st.from_regex(r"/home/[a-z]{4,9}/[a-z]{4,9}\.jpg", fullmatch=True),
    st.from_regex(r"[a-z]{4,8}\.[a-z]{4,8}", fullmatch=True),
    st.from_regex(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.[0-9]{6}\.[0-9]{4}[a-z]{5}", fullmatch=True),
)


@pytest.fixture(scope="module", autouse=True)
def _home() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        use_home(Path(folder), patch)
        yield


def told_of(message: str, kind: str, path: str, setting: str, name: str) -> str:
    """Return a report after a fault whose every part holds words, with settings that do too."""
    record._kept.clear()
    for path_before in own_folder().rglob("*.*"):
        path_before.unlink()
    own_folder().mkdir(parents=True, exist_ok=True)
    settings_file = {
        "size": setting, "language": setting, "look": setting, "case_folder": path,
        "recent": [{"path": path, "title": name}], setting: name, "toured": setting,
    }  # fmt: skip
    (own_folder() / "settings.json").write_text(json.dumps(settings_file), encoding="utf-8")
    made = type(kind.replace("\0", "") if not has_halves(kind) else "X", (OSError,), {})
    made.__module__ = name
    errors: list[BaseException] = [
        made(5, message, path), ValueError(message, path), KeyError(name),
        UnicodeDecodeError("utf-8", b"x", 0, 1, message),
    ]  # fmt: skip
    try:
        hand_over(message, path)  # type: ignore[arg-type]
    except AttributeError as error:
        errors.append(error)
    for one in errors:
        one.__dict__.update({"exitcode": message, "zcdesk_frames": [(name, message, 1)]})
        record.keep(one, ProgramPart.WINDOW, message)
    with record.record_file().open("a", encoding="utf-8") as stream:
        entry = {"what": "incident", "at": "2026-01-01", "place": "window", "code": message,
                 "kind": kind, "library": name, "errno": setting, "version": name,
                 "status": message, "frames": [[name, message, 1]], name: path}  # fmt: skip
        stream.write(json.dumps(entry) + "\n")
        run = {"what": "end", "run": 7, "codes": {message: 3, name: message}, "at": "2026-01-02"}
        begun = {"what": "begin", "run": 7, "pid": 1, "at": "2026-01-01", "version": name}
        stream.write(json.dumps(begun) + "\n" + json.dumps(run) + "\n")
    checks = [attention(name, message, reason=path, file=name), fine("memory", kind, free=message)]
    return report_of(checks, "zh", {message: 2, name: 3})


def has_halves(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


NEUTRAL = "…………"


@pytest.mark.nightly
@settings(max_examples=40)
@given(words, words, words, words, words)
def test_whatever_a_fault_and_the_settings_hold_none_of_it_reaches_the_report(
    message: str, kind: str, path: str, setting: str, name: str
) -> None:
    known = told_of(*[NEUTRAL] * 5)
    given_words = (message, kind, path, setting, name)
    assume(not any(word in known for word in given_words))
    content = told_of(*given_words)
    for word in given_words:
        assert word not in content
        assert json.dumps(word)[1:-1] not in content
    record_text = record.record_file().read_text(encoding="utf-8").splitlines()[:5]
    assert not [word for word in given_words if json.dumps(word)[1:-1] in "\n".join(record_text)]


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


@pytest.mark.nightly
@given(
    st.recursive(
        words | st.integers() | st.floats() | st.none() | st.booleans() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(words, inner) | st.tuples(inner, inner),
    )
)
def test_the_gate_lets_no_unknown_text_and_no_long_number_through(value: object) -> None:
    for leaf in leaves(admitted({"checks": value, "words": value})):
        assert leaf is None or isinstance(leaf, str | int | float)
        if isinstance(leaf, str):
            assert leaf in ("checks", "other", "") or leaf == admitted(leaf)
        elif leaf is not None:
            assert abs(leaf) < 10**10


@pytest.mark.parametrize(
    "word",
    ["欧阳青黛", "ouyang", "659900199003071234", "13999912345", "C:\\Users\\qingdai", "1990.03.07x",
     "zcdesk.ouyang", "doctor.qingdai", "青黛.jpg", "Linux qingdai", "3.11.2+qingdai"],
)  # fmt: skip
def test_words_that_only_look_like_known_ones_are_not_let_in(word: str) -> None:
    assert admitted(word) == "other"
    assert admitted({word: 1}) == {}


@pytest.mark.parametrize(
    "word",
    ["", "fine", "worker", "program.unexpected", "ENOSPC", "ValueError", "PIL", "3.11.2", "AVX2",
     "2026-11-24T07:14:21+00:00", "debian", "broken_off", 12, 0.4, None, True],
)  # fmt: skip
def test_what_helps_comes_through(word: object) -> None:
    assert admitted({"code": word}) == {"code": word}


def test_a_place_of_our_own_code_comes_through_and_no_other() -> None:
    ours = ["zcdesk.workers.pool", "hand_over", 160]
    assert admitted({"frames": [ours]}) == {"frames": [ours]}
    theirs = ["zcdesk.workers.pool", "青黛", 160]
    assert admitted({"frames": [theirs]}) == {"frames": [["other", "other", 160]]}
