"""Lets a package tell how its named numbers decide, while it runs as it always does.

A *number* is a name at the top of a module that stands for a number or for several in brackets.
Before the package is imported, :func:`instrument` has each of its modules rewritten in memory. A
comparison with a number on one of its sides, ``least <= share < _MOST * width``, is answered as
before and noted: how often it was asked, how often it held, and the *critical value*, the one that
the number would need for the answer to tip (``share / width``). So is ``min`` and ``max``, which
choose the number or what stands beside it, and ``list[:_MOST]``, which cuts something off or not.
Of a number that is used in any other way (a size, a share in a sum) only the use is noted.

A number is followed through arithmetic, ``round`` and the like, a choice (``_A if large else _B``),
a local variable that is set once by a product or a sum, and into the functions of the package that
it is handed to by itself.
"""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.machinery
import math
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

NEAR = 0.1
"""Share of a number within which a critical value lies close to it."""

_ROUNDING = frozenset({"round", "int", "float", "math.ceil", "math.floor", "np.ceil", "np.floor"})
_CHOOSING = {"min": ast.LtE, "max": ast.GtE}
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_ASKED, _CUT, _USED, _HANDED = "__asked__", "__cut__", "__used__", "__handed__"


class Handed(float):
    """A number that is handed to a function, and still knows its name."""

    name: str


class HandedInt(int):
    """The same of a whole number."""

    name: str


@dataclass
class Tally:
    """What was noted of one number at one place of the code, on one page.

    Attributes:
        asked: Answers; of an array one for each element.
        held: Answers that were yes.
        below: Greatest critical value below the number.
        above: Least critical value above it.
        level: Critical values that are the number itself.
        near: Critical values within ``NEAR`` of it, those included.
    """

    asked: int = 0
    held: int = 0
    below: float | None = None
    above: float | None = None
    level: int = 0
    near: int = 0

    def note(self, held: Any, critical: Any, number: float) -> None:
        """Note one answer, or an array of them; ``critical`` is None where none can be told."""
        if isinstance(held, np.ndarray):
            self.asked += held.size
            self.held += int(np.count_nonzero(held))
        else:
            self.asked += 1
            self.held += bool(held)
        if critical is None:
            return
        values = np.atleast_1d(np.asarray(critical, np.float64))
        values = values[np.isfinite(values)]
        lower, higher = values[values < number], values[values > number]
        self.near += int(np.count_nonzero(np.abs(values - number) <= NEAR * abs(number)))
        self.level += values.size - lower.size - higher.size
        if lower.size:
            self.below = max(float(lower.max()), -math.inf if self.below is None else self.below)
        if higher.size:
            self.above = min(float(higher.min()), math.inf if self.above is None else self.above)

    def note_one(self, held: bool, critical: float, number: float) -> None:
        """Note one answer with a plain critical value, as :meth:`note` does but quickly."""
        self.asked += 1
        self.held += held
        if not math.isfinite(critical):
            return
        self.near += abs(critical - number) <= NEAR * abs(number)
        if critical < number:
            self.below = critical if self.below is None else max(self.below, critical)
        elif critical > number:
            self.above = critical if self.above is None else min(self.above, critical)
        else:
            self.level += 1


@dataclass(frozen=True)
class Number:
    """A named number: its module within the package, its name, and its place in brackets."""

    module: str
    name: str
    place: int | None = None

    def __str__(self) -> str:
        return f"{self.module}.{self.name}" + ("" if self.place is None else f"[{self.place}]")


@dataclass(frozen=True)
class _Question:
    """One number that takes part in an answer.

    Attributes:
        number: Which one; None where only its value tells, ``Handed``.
        key: Where: the function and the expression.
        which: Which of a chain's answers it takes part in.
        critical: Takes the operands and gives the critical value, or None.
        value: Takes the operands and gives the number itself.
    """

    number: Number | None
    key: str
    which: int
    critical: Callable[..., Any]
    value: Callable[..., float]


@dataclass
class Notes:
    """What is noted while the package runs; :meth:`begin` forgets it.

    Attributes:
        tallies: By number and place of the code.
        used: Numbers that were used otherwise.
        places: The numbers that some place of the code asks, whether it ran or not.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Forget what was noted so far."""
        self.tallies.clear()
        self.used.clear()

    def note(self, questions: Sequence[_Question], answers: Sequence[Any], given: Any) -> None:
        """Note the answers for each number that takes part in them."""
        for one in questions:
            number = one.value(*given)
            if one.number is not None:
                name = str(one.number)
            elif isinstance(number, Handed | HandedInt):
                name = number.name
            else:
                continue
            try:
                critical = one.critical(*given)
                if critical is None:
                    continue  # another number was chosen
            except (ZeroDivisionError, OverflowError):
                critical = None
            except TypeError:
                continue  # the same
            held, key = answers[one.which], f"{name} | {one.key}"
            tally = self.tallies.get(key)
            if tally is None:
                tally = self.tallies[key] = Tally()
            if isinstance(held, np.ndarray) or not isinstance(critical, float | int):
                tally.note(held, critical, float(number))
            else:
                tally.note_one(bool(held), float(critical), float(number))


# --- which names are numbers ---------------------------------------------------------------------


def numbers_of(module: str, tree: ast.Module) -> dict[str, Number | tuple[Number, ...]]:
    """Return the named numbers of a module; those in brackets one by one."""
    found: dict[str, Number | tuple[Number, ...]] = {}
    for node in tree.body:
        for name, value in _set_by(node):
            if _is_number(value, found):
                found[name] = Number(module, name)
            elif isinstance(value, ast.Tuple) and all(_is_number(one, found) for one in value.elts):
                places = range(len(value.elts))
                found[name] = tuple(Number(module, name, place) for place in places)
    return found


def _set_by(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
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


# --- rewriting a module --------------------------------------------------------------------------


Source = Number | str
"""A number, or the parameter of a function to which one may be handed."""

Solved = tuple[Number | None, int, ast.expr, ast.expr]
"""The number (None: a parameter tells), the answer that it takes part in, its critical value, and
the number itself."""


class _Rewriting(ast.NodeTransformer):
    """Rewrites one module and keeps its questions by number."""

    def __init__(
        self, module: str, known: dict[str, Any], handed: Collection[tuple[str, str]], notes: Notes
    ) -> None:
        self._module, self._known, self._notes = module, known, notes
        self._handed, self._takers = handed, {name for name, _ in handed}
        self._parameters: list[set[str]] = []
        self._where: list[str] = []
        self._set_once: list[dict[str, ast.expr]] = []
        self.sites: list[Callable[..., Any]] = []

    # Only what runs later is rewritten: defaults and the module's own lines are not.
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._where.append(node.name)
        self._set_once.append(_set_once(node))
        given = {one.arg for one in _parameters(node)}
        given -= {one.id for one in _stored(node)}
        handed = {one for one in given if (node.name, one) in self._handed}
        self._parameters.append(handed | set(self._chosen(node)))
        node.args.defaults = [self._hand(one) for one in node.args.defaults]
        node.args.kw_defaults = [one and self._hand(one) for one in node.args.kw_defaults]
        node.body = [self.visit(one) for one in node.body]
        self._parameters.pop()
        self._set_once.pop()
        self._where.pop()
        return node

    def _chosen(self, node: ast.FunctionDef) -> Iterator[str]:
        """Yield the local variables that are set once, to a number or one of several."""
        stored = [one.id for one in _stored(node)] + [one.arg for one in _parameters(node)]
        for one in ast.walk(node):
            if not isinstance(one, ast.Assign) or len(one.targets) != 1:
                continue
            target, value = one.targets[0], one.value
            names: Sequence[ast.expr] = ()
            if isinstance(target, ast.Name) and not isinstance(value, ast.Name):
                names = [target] if _names_one(value, self._known) else []
            elif isinstance(target, ast.Tuple) and self._several(value):
                names = target.elts
            for name in names:
                if isinstance(name, ast.Name) and stored.count(name.id) == 1:
                    yield name.id

    def _several(self, node: ast.expr) -> tuple[Number, ...]:
        """Return the numbers in brackets that an expression names."""
        found = self._known.get(node.id) if isinstance(node, ast.Name) else None
        return found if isinstance(found, tuple) else ()

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and (several := self._several(node.value)):
            told = _names(several)
            node.value = _call(_HANDED, told, node.value)
        elif isinstance(target, ast.Name):
            node.value = self._hand(node.value)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self._where.append(node.name)
        node.body = [
            self.visit(one) if isinstance(one, ast.FunctionDef) else one for one in node.body
        ]
        self._where.pop()
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        kinds = (ast.FunctionDef, ast.ClassDef)
        node.body = [self.visit(one) if isinstance(one, kinds) else one for one in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        numbers = self._known.get(node.id)
        if not numbers or not isinstance(node.ctx, ast.Load):
            return node
        several = [numbers] if isinstance(numbers, Number) else numbers
        return _call(_USED, _names(several), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        single = self._single(node)
        if single is not None:
            return _call(_USED, _names([single]), node)
        cut = node.slice
        if (
            isinstance(node.ctx, ast.Load)
            and isinstance(cut, ast.Slice)
            and cut.lower is None
            and cut.step is None
            and cut.upper is not None
            and (number := self._single(cut.upper)) is not None
        ):
            key = f"{number} | {self._key(number, node)}"
            value = self.visit(node.value)
            return _call(_CUT, ast.Constant(key), value, cut.upper)
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        operands = [node.left, *node.comparators]
        orders = all(isinstance(one, _ORDERS) for one in node.ops)
        if not orders or not any(self._path(one) for one in operands):
            return self.generic_visit(node)
        sides = _Sides(self)
        told = [sides.flat(one) for one in operands]
        answers = [
            ast.Compare(told[place], [order], [told[place + 1]])
            for place, order in enumerate(node.ops)
        ]
        questions = []
        for place in range(len(answers)):
            for one, other in ((told[place], told[place + 1]), (told[place + 1], told[place])):
                questions += list(sides.solved(one, other, place))
        return self._site(node, sides, answers, questions, None)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        order = _CHOOSING.get(ast.unparse(node.func))
        plain = len(node.args) == 2 and not node.keywords
        plain = plain and not any(isinstance(one, ast.Starred) for one in node.args)
        if order is None or not plain or not any(self._path(one) for one in node.args):
            if _called(node) in self._takers:
                node.args = [self._hand(one) for one in node.args]
                for named in node.keywords:
                    named.value = self._hand(named.value)
            return self.generic_visit(node)
        sides = _Sides(self)
        first, second = (sides.flat(one) for one in node.args)
        answers: list[ast.expr] = []
        questions: list[Solved] = []
        for one, other in ((first, second), (second, first)):
            solved = list(sides.solved(one, other, len(answers)))
            if solved:
                answers.append(ast.Compare(one, [order()], [other]))
                questions += solved
        chosen = ast.Call(node.func, [first, second], [])
        return self._site(node, sides, answers, questions, chosen)

    def _hand(self, node: ast.expr) -> ast.expr:
        """Return the argument of a function, a number so that it keeps its name."""
        if isinstance(node, ast.IfExp):
            return ast.IfExp(node.test, self._hand(node.body), self._hand(node.orelse))
        number = self._single(node)
        if number is None:
            return node
        self._notes.places.add(str(number))
        return _call(_HANDED, ast.Constant(str(number)), node)

    def _site(
        self,
        node: ast.expr,
        sides: _Sides,
        answers: Sequence[ast.expr],
        solved: Sequence[Solved],
        chosen: ast.expr | None,
    ) -> ast.AST:
        if not solved:
            return self.generic_visit(node)
        names = [f"v{place}" for place in range(len(sides.leaves))]
        made = [_compiled(names, one) for one in answers]
        questions = [
            _Question(
                number,
                self._key(number, node),
                which,
                _compiled(names, critical),
                _compiled(names, value),
            )
            for number, which, critical, value in solved
        ]
        choose = None if chosen is None else _compiled(names, chosen)
        self.sites.append(_asking(self._notes, made, questions, choose))
        place = ast.Constant(len(self.sites) - 1)
        return _call(_ASKED, place, *(self._leaf(one) for one in sides.leaves))

    def _leaf(self, node: ast.expr) -> ast.expr:
        if self._single(node) is not None:
            return node
        found = self.visit(node)
        assert isinstance(found, ast.expr)
        return found

    def _key(self, number: Number | None, node: ast.expr) -> str:
        if number is not None:
            self._notes.places.add(str(number))
        return f"{'.'.join([self._module, *self._where])} | {' '.join(ast.unparse(node).split())}"

    def _single(self, node: ast.expr) -> Number | None:
        """Return the number that an expression names, ``_MOST`` or ``_LEVELS[0]``."""
        if isinstance(node, ast.Name):
            found = self._known.get(node.id)
            return found if isinstance(found, Number) else None
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            several, place = self._known.get(node.value.id), node.slice
            if isinstance(several, tuple) and isinstance(place, ast.Constant):
                at = place.value
                return (
                    several[at]
                    if isinstance(at, int) and -len(several) <= at < len(several)
                    else None
                )
        return None

    def _source(self, node: ast.expr) -> Source | None:
        """Return the number that an expression names, or the parameter that may be one."""
        if isinstance(node, ast.Name) and self._parameters and node.id in self._parameters[-1]:
            return node.id
        return self._single(node)

    def _local(self, node: ast.expr) -> list[tuple[Source, int, int]]:
        """Return the numbers of which a local variable is a product or a sum; see ``_linear``."""
        if not isinstance(node, ast.Name) or not self._set_once:
            return []
        value = self._set_once[-1].get(node.id)
        return [] if value is None else list(self._linear(value))

    def _linear(self, node: ast.expr) -> Iterator[tuple[Source, int, int]]:
        """Yield numbers with 1 where the value grows with them and -1 where it shrinks; the first
        figure is for products and quotients, the second for sums and differences, 0 for neither."""
        source = self._source(node)
        if source is not None:
            yield source, 1, 1
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield from ((one, times, -plus) for one, times, plus in self._linear(node.operand))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in _ROUNDING and node.args:
            yield from self._linear(node.args[0])
        elif isinstance(node, ast.BinOp):
            product = isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv)
            total = isinstance(node.op, ast.Add | ast.Sub)
            for part, first in ((node.left, True), (node.right, False)):
                turned = 1 if first or isinstance(node.op, ast.Mult | ast.Add) else -1
                for one, times, plus in self._linear(part):
                    found = times * turned * product, plus * turned * total
                    if any(found):
                        yield one, *found

    def _path(self, node: ast.expr) -> bool:
        """Tell whether a number is reached from an expression, through what can be solved."""
        if self._source(node) is not None or self._local(node):
            return True
        return any(self._path(one) for one in self._within(node))

    def _within(self, node: ast.expr) -> list[ast.expr]:
        """Return the parts of an expression that are followed."""
        if isinstance(node, ast.BinOp) and isinstance(
            node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv
        ):
            return [node.left, node.right]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return [node.operand]
        if isinstance(node, ast.IfExp) and self._harmless(node.body, node.orelse):
            return [node.body, node.orelse]
        if isinstance(node, ast.Call) and not node.keywords:
            name = ast.unparse(node.func)
            if name in _ROUNDING and len(node.args) == 1:
                return list(node.args)
            if name in _CHOOSING and len(node.args) == 2:
                starred = any(isinstance(one, ast.Starred) for one in node.args)
                return [] if starred else list(node.args)
        return []

    def _harmless(self, *nodes: ast.expr) -> bool:
        """Tell whether expressions may be worked out though nobody asked for them."""
        plain = ast.Name | ast.Constant | ast.UnaryOp | ast.BinOp | ast.Subscript | ast.Attribute
        signs = ast.expr_context | ast.operator | ast.unaryop
        every = (one for node in nodes for one in ast.walk(node))
        return all(
            isinstance(one, plain | signs) and not isinstance(getattr(one, "op", None), ast.Div)
            for one in every
        )


class _Sides:
    """The operands of one comparison: what is followed, and ``v0``, ``v1`` … for the rest."""

    def __init__(self, rewriting: _Rewriting) -> None:
        self._rewriting = rewriting
        self.leaves: list[ast.expr] = []
        self._numbers: dict[str, Source] = {}
        self._locals: dict[str, list[tuple[Source, int, int]]] = {}

    def flat(self, node: ast.expr) -> ast.expr:
        """Return an operand with leaves in the place of what is not followed."""
        rewriting = self._rewriting
        source = rewriting._source(node)
        if source is None and rewriting._path(node) and (within := rewriting._within(node)):
            flat = [self.flat(one) for one in within]
            if isinstance(node, ast.BinOp):
                return ast.BinOp(flat[0], node.op, flat[1])
            if isinstance(node, ast.UnaryOp):
                return ast.UnaryOp(node.op, flat[0])
            if isinstance(node, ast.IfExp):
                return ast.IfExp(self._new(node.test), *flat)
            assert isinstance(node, ast.Call)
            return ast.Call(node.func, flat, [])
        leaf = self._new(node)
        if source is not None:
            self._numbers[leaf.id] = source
        else:
            self._locals[leaf.id] = rewriting._local(node)
        return leaf

    def _new(self, node: ast.expr) -> ast.Name:
        self.leaves.append(node)
        return ast.Name(f"v{len(self.leaves) - 1}", ast.Load())

    def solved(self, node: ast.expr, other: ast.expr, which: int) -> Iterator[Solved]:
        """Yield each number of one side with the expressions of its critical value and its own."""
        if isinstance(node, ast.Name):
            if node.id in self._numbers:
                yield _sure(self._numbers[node.id]), which, other, node
            for source, times, plus in self._locals.get(node.id, ()):
                named = self._named(source)
                tipping = self._tipping(named, node, other, times, plus)
                yield _sure(source), which, tipping, named
        elif isinstance(node, ast.BinOp):
            left, right, order = node.left, node.right, node.op
            if isinstance(order, ast.Add):
                ways = ((left, _sub(other, right)), (right, _sub(other, left)))
            elif isinstance(order, ast.Sub):
                ways = ((left, ast.BinOp(other, ast.Add(), right)), (right, _sub(left, other)))
            elif isinstance(order, ast.Mult):
                ways = ((left, _over(other, right)), (right, _over(other, left)))
            else:
                ways = ((left, ast.BinOp(other, ast.Mult(), right)), (right, _over(left, other)))
            for one, rest in ways:
                yield from self.solved(one, rest, which)
        elif isinstance(node, ast.UnaryOp):
            yield from self.solved(node.operand, ast.UnaryOp(ast.USub(), other), which)
        elif isinstance(node, ast.IfExp):
            nothing = ast.Constant(None)
            yield from self.solved(node.body, ast.IfExp(node.test, other, nothing), which)
            yield from self.solved(node.orelse, ast.IfExp(node.test, nothing, other), which)
        elif isinstance(node, ast.Call):
            for one in node.args:
                taken: ast.expr = other
                if len(node.args) == 2:  # only what min or max chose decides
                    chosen = ast.Compare(one, [ast.Eq()], [node])
                    taken = ast.IfExp(chosen, other, ast.Constant(None))
                yield from self.solved(one, taken, which)

    @staticmethod
    def _tipping(
        named: ast.expr, node: ast.expr, other: ast.expr, times: int, plus: int
    ) -> ast.expr:
        if times:
            share = _over(other, node) if times > 0 else _over(node, other)
            return ast.BinOp(named, ast.Mult(), share)
        change = _sub(other, node) if plus > 0 else _sub(node, other)
        return ast.BinOp(named, ast.Add(), change)

    def _named(self, source: Source) -> ast.expr:
        """Return the leaf of a number that stands in another line."""
        if isinstance(source, str):
            return self._new(ast.Name(source, ast.Load()))
        known = self._rewriting._known.items()
        name = next(name for name, numbers in known if _holds(numbers, source))
        node: ast.expr = ast.Name(name, ast.Load())
        if source.place is not None:
            node = ast.Subscript(node, ast.Constant(source.place), ast.Load())
        return self._new(node)


def _sure(source: Source) -> Number | None:
    return None if isinstance(source, str) else source


def _holds(numbers: Any, number: Number) -> bool:
    return bool(numbers == number) or (isinstance(numbers, tuple) and number in numbers)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _parameters(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def _stored(node: ast.AST) -> Iterator[ast.Name]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one


def handed_on(trees: Mapping[str, tuple[ast.Module, Mapping[str, Any]]]) -> set[tuple[str, str]]:
    """Return the functions and parameters of a package to which a number is handed by itself.

    Args:
        trees: Its modules, and what is a number in each.
    """
    functions: dict[str, list[str]] = {}
    for tree, _ in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                functions[node.name] = [one.arg for one in _parameters(node)]
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
        if value is not None and _names_one(value, known):
            yield node.name, name
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _called(call) in functions:
            named = functions[_called(call)]
            named = named[1:] if named[:1] == ["self"] else named
            given = [*zip(named, call.args, strict=False)]
            given += [(one.arg, one.value) for one in call.keywords if one.arg and one.arg in named]
            for name, value in given:
                if _names_one(value, known):
                    yield _called(call), name


def _names_one(node: ast.expr, known: Collection[str]) -> bool:
    if isinstance(node, ast.IfExp):
        return _names_one(node.body, known) or _names_one(node.orelse, known)
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and _names_one(node.value, known)
    return isinstance(node, ast.Name) and node.id in known


def _set_once(node: ast.FunctionDef) -> dict[str, ast.expr]:
    """Return the local variables that are set in one place only, by an expression."""
    stored = [one.id for one in _stored(node)]
    stored += [one.arg for one in ast.walk(node) if isinstance(one, ast.arg)]
    found = {}
    for one in ast.walk(node):
        for name, value in _set_by(one) if isinstance(one, ast.Assign) else ():
            if stored.count(name) == 1:
                found[name] = copy.deepcopy(value)  # the line itself is rewritten
    return found


def _sub(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.Sub(), right)


def _over(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.Div(), right)


def _names(numbers: Iterable[Number]) -> ast.expr:
    return ast.Tuple([ast.Constant(str(one)) for one in numbers], ast.Load())


def _call(name: str, *given: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), list(given), [])


def _compiled(names: Sequence[str], node: ast.expr) -> Callable[..., Any]:
    text = f"lambda {', '.join(names)}: {ast.unparse(ast.fix_missing_locations(node))}"
    made: Callable[..., Any] = eval(text, {"math": math, "np": np})  # of the code it rewrites
    return made


def _asking(
    notes: Notes,
    answers: Sequence[Callable[..., Any]],
    questions: Sequence[_Question],
    choose: Callable[..., Any] | None,
) -> Callable[..., Any]:
    """Return what stands in the place of a comparison, of ``min`` or of ``max``."""

    def ask(*given: Any) -> Any:
        found = [answer(*given) for answer in answers]
        with np.errstate(all="ignore"):
            notes.note(questions, found, [_wide(one) for one in given])
        if choose is not None:
            return choose(*given)
        return found[0] if len(found) == 1 else all(found)

    return ask


def _wide(value: Any) -> Any:
    """Return a value with which is calculated without running over."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iub":
        return value.astype(np.float64)
    return float(value) if isinstance(value, np.integer | np.floating) else value


# --- the hook ------------------------------------------------------------------------------------


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
        rewriting = _Rewriting(short, known, self._handed, notes)
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

    return {_ASKED: asked, _CUT: cut, _USED: used, _HANDED: handed}
