"""Rewrites a module so that its comparisons tell what they answered."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from benchmarks.instrumenting.asking import asking, compiled
from benchmarks.instrumenting.notes import Notes, Number, Question
from benchmarks.instrumenting.numbers_in_code import (
    called,
    names_one,
    parameters,
    set_once,
    stored_names,
)

_ROUNDING = frozenset({"round", "int", "float", "math.ceil", "math.floor", "np.ceil", "np.floor"})
_CHOOSING = {"min": ast.LtE, "max": ast.GtE}
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
ASKED, CUT, USED, HANDED = "__asked__", "__cut__", "__used__", "__handed__"
"""What a rewritten module calls."""

Source = Number | str
"""A number, or the parameter of a function to which one may be handed."""

Solved = tuple[Number | None, int, ast.expr, ast.expr]
"""The number (None: a parameter tells), the answer that it takes part in, its critical value, and
the number itself."""


class Rewriting(ast.NodeTransformer):
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
        self._set_once.append(set_once(node))
        given = {one.arg for one in parameters(node)}
        given -= {one.id for one in stored_names(node)}
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
        stored = [one.id for one in stored_names(node)] + [one.arg for one in parameters(node)]
        for one in ast.walk(node):
            if not isinstance(one, ast.Assign) or len(one.targets) != 1:
                continue
            target, value = one.targets[0], one.value
            names: Sequence[ast.expr] = ()
            if isinstance(target, ast.Name) and not isinstance(value, ast.Name):
                names = [target] if names_one(value, self._known) else []
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
            node.value = _call(HANDED, told, node.value)
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
        return _call(USED, _names(several), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        single = self._single(node)
        if single is not None:
            return _call(USED, _names([single]), node)
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
            return _call(CUT, ast.Constant(key), value, cut.upper)
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
            if called(node) in self._takers:
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
        return _call(HANDED, ast.Constant(str(number)), node)

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
        made = [compiled(names, one) for one in answers]
        questions = [
            Question(
                number,
                self._key(number, node),
                which,
                compiled(names, critical),
                compiled(names, value),
            )
            for number, which, critical, value in solved
        ]
        choose = None if chosen is None else compiled(names, chosen)
        self.sites.append(asking(self._notes, made, questions, choose))
        place = ast.Constant(len(self.sites) - 1)
        return _call(ASKED, place, *(self._leaf(one) for one in sides.leaves))

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

    def __init__(self, rewriting: Rewriting) -> None:
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


def _sub(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.Sub(), right)


def _over(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.Div(), right)


def _names(numbers: Iterable[Number]) -> ast.expr:
    return ast.Tuple([ast.Constant(str(one)) for one in numbers], ast.Load())


def _call(name: str, *given: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), list(given), [])
