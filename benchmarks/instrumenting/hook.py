"""The import of a package, module by module rewritten in memory."""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.instrumenting.notes import Handed, HandedInt, Notes, Tally
from benchmarks.instrumenting.numbers_in_code import handed_on, numbers_of
from benchmarks.instrumenting.rewriting import ASKED, CUT, HANDED, USED, Rewriting


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module rewritten; no compiled file is read or written."""

    def __init__(self, name: str, path: str, package: Package, notes: Notes) -> None:
        super().__init__(name, path)
        self._package, self._notes = package, notes

    def exec_module(self, module: ModuleType) -> None:
        tree, sites = self._package.rewritten(module.__name__, self._notes)
        module.__dict__.update(noting(self._notes, sites))
        exec(compile(tree, self.path, "exec", dont_inherit=True), module.__dict__)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of one package and gives them the loader above."""

    def __init__(self, package: Package, notes: Notes) -> None:
        self._package, self._notes = package, notes

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname not in self._package.numbers:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._package, self._notes)
        return spec


def instrument(package: str, folder: Path) -> Notes:
    """Have a package rewritten when it is imported, and return where it notes.

    Args:
        package: Its name.
        folder: Where its modules lie.

    Raises:
        RuntimeError: It is imported already.
    """
    if any(name == package or name.startswith(f"{package}.") for name in sys.modules):
        raise RuntimeError(f"{package} is imported already")
    notes = Notes()
    sys.meta_path.insert(0, _Finder(Package(package, sources(package, folder)), notes))
    return notes


def sources(package: str, folder: Path) -> dict[str, str]:
    """Return the text of each module of a package."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join([package, *(part for part in parts if part != "__init__")])
        found[name] = path.read_text(encoding="utf-8")
    return found


class Package:
    """The modules of a package, parsed, and what in them is a number."""

    def __init__(self, name: str, sources: Mapping[str, str]) -> None:
        self.name = name
        self._trees = {module: ast.parse(text) for module, text in sources.items()}
        own = {
            module: numbers_of(module.removeprefix(f"{name}."), tree)
            for module, tree in self._trees.items()
        }
        self.numbers = {
            module: {**self._taken(tree, own), **own[module]}
            for module, tree in self._trees.items()
        }
        trees = {module: (tree, self.numbers[module]) for module, tree in self._trees.items()}
        self._handed = handed_on(trees)

    @staticmethod
    def _taken(tree: ast.Module, own: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return the numbers that a module takes from others of its package."""
        found: dict[str, Any] = {}
        for node in tree.body:
            theirs = own.get(str(node.module), {}) if isinstance(node, ast.ImportFrom) else {}
            for alias in node.names if isinstance(node, ast.ImportFrom) else ():
                if alias.name in theirs:
                    found[alias.asname or alias.name] = theirs[alias.name]
        return found

    def rewritten(self, module: str, notes: Notes) -> tuple[ast.Module, list[Callable[..., Any]]]:
        """Return the rewritten tree of a module, and what its questions call."""
        short, known = module.removeprefix(f"{self.name}."), self.numbers[module]
        rewriting = Rewriting(short, known, self._handed, notes)
        tree = rewriting.visit(copy.deepcopy(self._trees[module]))
        return ast.fix_missing_locations(tree), rewriting.sites


def noting(notes: Notes, sites: Sequence[Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return what a rewritten module calls, by name."""

    def asked(place: int, *given: Any) -> Any:
        return sites[place](*given)

    def cut(key: str, value: Any, most: int) -> Any:
        if hasattr(value, "__len__"):
            notes.tallies.setdefault(key, Tally()).note(len(value) > most, len(value), most)
        return value[:most]

    def used(names: tuple[str, ...], value: Any) -> Any:
        notes.used.update(names)
        return value

    def handed(name: str | tuple[str, ...], value: Any) -> Any:
        if isinstance(name, tuple):
            return tuple(map(handed, name, value))
        if isinstance(value, bool | Handed | HandedInt):
            return value
        kept = HandedInt(value) if isinstance(value, int) else Handed(value)
        kept.name = name
        return kept

    return {ASKED: asked, CUT: cut, USED: used, HANDED: handed}
