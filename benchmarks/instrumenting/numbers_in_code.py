"""Which names of a module are numbers, and to which functions they are handed on."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.instrumenting.notes import Number


def numbers_of(module: str, tree: ast.Module) -> dict[str, Number | tuple[Number, ...]]:
    """Return the named numbers of a module; those in brackets one by one."""
    found: dict[str, Number | tuple[Number, ...]] = {}
    for node in tree.body:
        for name, value in set_by(node):
            if _is_number(value, found):
                found[name] = Number(module, name)
            elif isinstance(value, ast.Tuple) and all(_is_number(one, found) for one in value.elts):
                places = range(len(value.elts))
                found[name] = tuple(Number(module, name, place) for place in places)
    return found


def set_by(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    for target in node.targets if isinstance(node, ast.Assign) else ():
        assert isinstance(node, ast.Assign)
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=False):
                if isinstance(one, ast.Name):
                    yield one.id, value


def _is_number(node: ast.expr, known: dict[str, Any]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand, known)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left, known) and _is_number(node.right, known)
    return isinstance(node, ast.Name) and isinstance(known.get(node.id), Number)


def handed_on(trees: Mapping[str, tuple[ast.Module, Mapping[str, Any]]]) -> set[tuple[str, str]]:
    """Return the functions and parameters of a package to which a number is handed by itself.

    Args:
        trees: Its modules, and what is a number in each.
    """
    functions: dict[str, list[str]] = {}
    for tree, _ in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                functions[node.name] = [one.arg for one in parameters(node)]
    found: set[tuple[str, str]] = set()
    before = -1
    while len(found) != before:  # what is handed to a function may be handed on by it
        before = len(found)
        for tree, known in trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    mine = {one for name, one in found if name == node.name}
                    found |= set(_handed_in(node, functions, {*known, *mine}))
    return found


def _handed_in(
    node: ast.FunctionDef, functions: Mapping[str, Sequence[str]], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    positional = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
    defaults = node.args.defaults
    ends = zip(positional[len(positional) - len(defaults) :], defaults, strict=True)
    keyed = zip((one.arg for one in node.args.kwonlyargs), node.args.kw_defaults, strict=True)
    for name, value in (*ends, *keyed):
        if value is not None and names_one(value, known):
            yield node.name, name
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and called(call) in functions:
            named = functions[called(call)]
            named = named[1:] if named[:1] == ["self"] else named
            given = [*zip(named, call.args, strict=False)]
            given += [(one.arg, one.value) for one in call.keywords if one.arg and one.arg in named]
            for name, value in given:
                if names_one(value, known):
                    yield called(call), name


def names_one(node: ast.expr, known: Collection[str]) -> bool:
    if isinstance(node, ast.IfExp):
        return names_one(node.body, known) or names_one(node.orelse, known)
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and names_one(node.value, known)
    return isinstance(node, ast.Name) and node.id in known


def set_once(node: ast.FunctionDef) -> dict[str, ast.expr]:
    """Return the local variables that are set in one place only, by an expression."""
    stored = [one.id for one in stored_names(node)]
    stored += [one.arg for one in ast.walk(node) if isinstance(one, ast.arg)]
    found = {}
    for one in ast.walk(node):
        for name, value in set_by(one) if isinstance(one, ast.Assign) else ():
            if stored.count(name) == 1:
                found[name] = copy.deepcopy(value)  # the line itself is rewritten
    return found


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def parameters(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def stored_names(node: ast.AST) -> Iterator[ast.Name]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one
