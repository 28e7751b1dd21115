"""The house: licence, sizes, modules that stand alone, sentences that exist in both languages."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.setup.checkout import ROOT, project_files
from zcdesk.applicant import Target
from zcdesk.incidents.known import LIBRARIES
from zcdesk.resources import table
from zcdesk.wording import codes, sentences_in

LARGEST_FILE = 21_300_000  # the model that reads lines
_INDEX = re.compile(  # written so that it does not find itself
    r"pypi[.](?:org|python)|pythonhosted[.]|--(?:extra-)?index[-]url|registry[.]npm"
    r"|https?://[^\s\"']*/simple\b|tuna[.]tsinghua|mirrors[.]aliyun"
)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def _tree_of(path: Path) -> ast.Module:
    return ast.parse(_text_of(path))


def test_the_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3" in text
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert text.count("\n") == 661


def test_no_file_is_larger_than_a_model() -> None:
    large = {str(path): path.stat().st_size for path in project_files()}
    assert not {name: size for name, size in large.items() if size > LARGEST_FILE}


@pytest.mark.slow
def test_no_file_names_a_package_index() -> None:
    named = {
        str(path.relative_to(ROOT)): found.group()
        for path in project_files()
        if (found := _INDEX.search(_text_of(path)))
    }
    assert not named


def test_the_search_for_an_index_finds_one() -> None:
    assert _INDEX.search("pip install --index-" + "url x")
    assert _INDEX.search("https:" + "//mirror.example/simple/numpy")


LONGEST_FUNCTION, MOST_PARAMETERS = 60, 8


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in sorted((ROOT / "zcdesk").rglob("*.py")):
        for node in ast.walk(_tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.name}", node


@pytest.mark.nightly
def test_no_function_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in _functions()}
    assert len(lengths) > 5_000
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}
    assert not long


@pytest.mark.nightly
def test_no_function_is_handed_more_than_eight_things() -> None:
    """What belongs together is one value."""
    asked = {}
    for name, node in _functions():
        given = node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        asked[name] = len([one for one in every if one.arg not in ("self", "cls")])
    assert not {name: count for name, count in asked.items() if count > MOST_PARAMETERS}


def _declared(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    further = [text for group in groups for text in project["optional-dependencies"][group]]
    return {canonicalize_name(Requirement(text).name) for text in project["dependencies"] + further}


def test_faults_and_versions_of_every_library_are_told_by_its_name() -> None:
    assert {canonicalize_name(package) for package in LIBRARIES.values()} == _declared()


@pytest.mark.nightly
def test_the_program_imports_only_what_it_declares() -> None:
    """The tools for tests bring more packages; a user does not have those."""
    declared = _declared("cluster")
    foreign = set()
    for path in (ROOT / "zcdesk").rglob("*.py"):
        for node in ast.walk(_tree_of(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module)]
            roots = {name.partition(".")[0] for name in names}
            for name in roots - {"zcdesk", *sys.stdlib_module_names}:
                if canonicalize_name(LIBRARIES.get(name, name)) not in declared:
                    foreign.add((str(path.relative_to(ROOT)), name))
    assert not foreign


# --- modules that stand alone --------------------------------------------------------------------


def _look(*modules: str) -> dict[str, list[str]]:
    """Import modules one after the other in a new process; return their faults, by module."""
    dropped = ("ORT_", "PYTHON")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(dropped)}
    run = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "setup" / "importing.py"), *modules],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(json.loads(line) for line in run.stdout.splitlines())


def _modules() -> dict[str, Path]:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for path in sorted((ROOT / "zcdesk").rglob("*.py"))
    }
    return {name.removesuffix(".__init__"): path for name, path in names.items()}


@pytest.mark.nightly
def test_each_module_can_be_imported_and_loads_nothing_that_it_must_not() -> None:
    modules = sorted(_modules(), key=lambda name: name.startswith("zcdesk.ui"))
    found = _look(*modules)
    assert found.keys() == set(modules)
    assert not {module: faults for module, faults in found.items() if faults}


def test_the_look_at_an_import_sees_what_must_not_be_loaded() -> None:
    found = _look("zcdesk.geometry", "PySide6", "http.client", "zcdesk.geometry", "zcdesk.no_such")
    assert found["PySide6"] == ["loads PySide6"]
    assert found["http.client"] == ["loads http.client"]
    assert found["zcdesk.geometry"] == []
    assert "ModuleNotFoundError" in found["zcdesk.no_such"][0]


@pytest.mark.slow
@pytest.mark.parametrize("first", ["zcdesk", "os"])
def test_pymupdf_does_not_load_the_package_that_makes_markdown(first: str, tmp_path: Path) -> None:
    """PyMuPDF loads it where it is installed, 30 MB in every process; without us it would."""
    (tmp_path / "pymupdf4llm.py").write_text("print('loaded')\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", f"import {first}, pymupdf"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ("loaded" in run.stdout) == (first != "zcdesk")


@pytest.mark.slow
def test_no_module_is_imported_in_a_circle() -> None:
    """So each can be imported first: by a worker, a test, a tool."""
    modules = _modules()
    trees = {name: _tree_of(path) for name, path in modules.items()}
    graph = {name: set(_loaded(name, tree, modules.keys())) for name, tree in trees.items()}
    assert graph["zcdesk.ui.app.main_window"]
    list(TopologicalSorter(graph).static_order())


NAMED_FOR_THEIR_TYPE = {"zcdesk.ui.case.case_room", "zcdesk.ui.case.room_path"}
"""Parts of a page of the window that name the page for its type; nothing else may do so."""


@pytest.mark.nightly
def test_no_two_modules_name_each_other() -> None:
    """Neither at once nor inside a function, and not for types: what two need lies below both."""
    modules = _modules()
    graph = {
        name: {
            wanted
            for node in ast.walk(_tree_of(path))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for wanted in _wanted(node, modules.keys())
        }
        - {name}
        for name, path in modules.items()
        if name not in NAMED_FOR_THEIR_TYPE
    }
    list(TopologicalSorter(graph).static_order())


def test_a_circle_of_imports_is_seen() -> None:
    texts = {
        "a": "from a import b",
        "a.b": "import c.d",
        "c": "",
        "c.d": "if True:\n    from a import b",
        "e": "def later():\n    import e.f\nif TYPE_CHECKING:\n    import e.f",
        "e.f": "import e",
    }
    graph = {name: set(_loaded(name, ast.parse(text), texts)) for name, text in texts.items()}
    assert graph == {"a": {"a.b"}, "a.b": {"c", "c.d"}, "c": set(), "c.d": {"a", "a.b"}} | {
        "e": set(),
        "e.f": {"e"},
    }
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph).static_order())


def _loaded(name: str, tree: ast.Module, modules: Container[str]) -> Iterator[str]:
    """Yield the modules that another one loads while it is imported itself, with their packages."""
    for node in _run_at_once(tree.body):
        for wanted in _wanted(node, modules):
            yield wanted
            parts = wanted.split(".")
            packages = [".".join(parts[:end]) for end in range(1, len(parts))]
            yield from (one for one in packages if not f"{name}.".startswith(f"{one}."))


def _wanted(node: ast.Import | ast.ImportFrom, modules: Container[str]) -> Iterator[str]:
    for alias in node.names:
        inner = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        outer = str(node.module) if isinstance(node, ast.ImportFrom) else alias.name
        found = inner if inner in modules else outer
        if found in modules:
            yield found


def _run_at_once(body: Sequence[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run with their module: none of a function, none for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                yield from _run_at_once(node.body)
            yield from _run_at_once(node.orelse)
        elif isinstance(node, ast.Try):
            handled = [one for handler in node.handlers for one in handler.body]
            yield from _run_at_once([*node.body, *handled, *node.orelse, *node.finalbody])
        elif isinstance(node, ast.ClassDef | ast.With):
            yield from _run_at_once(node.body)


# --- sentences -----------------------------------------------------------------------------------


def _sentences(language: str) -> dict[str, dict[str, str]]:
    """Return every sentence, of findings too, as its parts."""
    return {code: asdict(told) for code, told in sentences_in(language).items()}


@cache
def _written_codes() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the codes that Python names, and patterns of those that it puts together."""
    families = "|".join(sorted({code.partition(".")[0] for code in codes()}))
    shape = re.compile(rf"(?:{families})(?:\.[a-z0-9_-]+)+")
    plain: set[str] = set()
    composed: set[str] = set()
    for path in (ROOT / "zcdesk").rglob("*.py"):
        for node in _without_parts(_tree_of(path)):
            if isinstance(node, ast.JoinedStr):
                composed.add(_pattern(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
    for place in ("help/statuses.toml", "unread_kinds.toml"):
        plain |= set(re.findall(r'"([^"]+)"', (ROOT / "resources" / place).read_text("utf-8")))
    files = (".toml", ".json", ".html", ".xlsx", ".svg", ".yaml", ".py", ".md")
    named = {text for text in plain if shape.fullmatch(text) and not text.endswith(files)}
    heads = tuple(rf"{family}\." for family in families.split("|"))
    patterns = [re.compile(text) for text in composed if text.startswith(heads)]
    # f"{code}_tail": a code that is named, with a tail.
    tails = {text.removeprefix(_BLANK) for text in composed if re.fullmatch(_TAIL, text)}
    patterns += [re.compile(re.escape(code) + tail) for code in named for tail in tails]
    return named, [pattern for pattern in patterns if any(map(pattern.fullmatch, codes()))]


_BLANK = "[a-z0-9._-]+"
_TAIL = re.escape(_BLANK) + r"[._][a-z_]+"


def _without_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree, but do not take the parts of a formatted string for strings."""
    yield node
    if isinstance(node, ast.JoinedStr):
        blanks = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        for blank in blanks:
            yield from _without_parts(blank.value)
        return
    for child in ast.iter_child_nodes(node):
        yield from _without_parts(child)


def _pattern(node: ast.JoinedStr) -> str:
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else _BLANK
        for part in node.values
    ]
    return "".join(parts)


def test_every_sentence_exists_in_both_languages_with_the_same_blanks() -> None:
    chinese, english = _sentences("zh"), _sentences("en")
    assert chinese.keys() == english.keys()
    blank = re.compile(r"\{(\w+)[^}]*\}")
    for code, entry in chinese.items():
        for part in ("message", "remedy"):
            # A language may leave a blank out (the other one needs it), never invent one.
            allowed = set(blank.findall(entry["message"] + entry.get("remedy", "")))
            used = set(blank.findall(english[code].get(part, "")))
            assert used <= allowed, code


def test_every_thing_to_cover_has_its_words() -> None:
    things = table("things.toml")
    assert things.keys() == set(Target)
    assert all(told["zh"]["word"] for told in things.values())
    assert all(" ".join(told["en"].values()).isascii() for told in things.values())


@pytest.mark.nightly
def test_every_code_that_python_names_has_a_sentence() -> None:
    named, _ = _written_codes()
    assert not sorted(named - codes())


@pytest.mark.slow
def test_every_sentence_is_spoken_somewhere() -> None:
    named, composed = _written_codes()
    left = sorted(codes() - named)
    assert not [code for code in left if not any(p.fullmatch(code) for p in composed)]


def test_sentences_are_calm() -> None:
    for code, entry in _sentences("zh").items():
        text = entry["message"] + entry.get("remedy", "")
        assert "！" not in text, code
        assert not text.endswith("!"), code
        assert "Error" not in text, code


@pytest.mark.nightly
def test_no_year_of_a_notice_stands_in_the_code() -> None:
    """Only training, which invents documents, may name years."""
    years = {
        (str(path.relative_to(ROOT)), node.value)
        for path in (ROOT / "zcdesk").rglob("*.py")
        if "training" not in path.parts
        for node in ast.walk(_tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, int)
        if 2020 <= node.value <= 2035
    }
    assert not years
