"""The tool that puts faults in: each kind is one change, and the rest of the module stays."""

from __future__ import annotations

import ast

from tools.making.faults import faults, probe, statements

SOURCE = '''"""A module."""


def place(rows, at=0.5):
    """Return it."""
    if len(rows) > 3 and "名" in rows:
        rows.sort(reverse=True)
    return rows[0]
'''


def test_each_fault_is_one_change_of_one_statement() -> None:
    found = {
        (fault.kind, fault.in_source(SOURCE))
        for statement in statements(SOURCE)
        for fault in faults(statement)
    }
    changed = {
        kind: {line for line in made.splitlines() if line not in SOURCE.splitlines()}
        for kind, made in sorted(found)
    }
    assert changed["call skipped"] == {"        None"}
    assert changed["constant changed"] == {"        rows.sort(reverse=False)"}
    assert "    if False:" in {line for _, made in found for line in made.splitlines()}
    assert '    if len(rows) > 3 and ("名" not in rows):'.replace('"', "'") in {
        line.replace('"', "'") for _, made in found for line in made.splitlines()
    }
    assert "    return rows[1]" in {line for _, made in found for line in made.splitlines()}
    assert all(ast.parse(made) for _, made in found)


def test_a_probe_tells_its_number_in_front_of_its_statement() -> None:
    (first, *_) = statements(SOURCE)
    lines = probe(SOURCE, [(7, first)]).splitlines()
    assert lines[first.lineno - 1].strip() == '__import__("reached").at(7)'
    assert ast.parse("\n".join(lines))
