"""A package while it is written, as commands tell of it: how far it is, what is doubted, and why a
page stays out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zcdesk.cli.output import ToldError, say_findings, steps, text
from zcdesk.export.plan.layout import LeftOut
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.package.second_reading import Exported


def packed(
    walk: Iterable[Exported | PackageDone], total: int, places: Mapping[int, int]
) -> tuple[tuple[Exported, ...], PackageDone]:
    """Walk an export to its end; tell what came back in doubt.

    Args:
        walk: The export.
        total: How many pages it writes.
        places: What people call a page, by its number in the case.

    Returns:
        The pages in doubt, and the package.
    """
    doubted: list[Exported] = []
    done: PackageDone | None = None
    with steps("demo.exporting", total) as progress:
        for step in walk:
            if isinstance(step, PackageDone):
                done = step
                continue
            progress.advance("")
            if step.page is not None:
                say_findings(text("cli.page", page=places[step.number]), step.findings)
                doubted.append(step)
    assert done is not None
    return tuple(doubted), done


def why_left_out(left: LeftOut, file: str) -> ToldError:
    """Return why a page stays out; a refused file has no number and is called by its name."""
    reason = text(f"export.left_out.{left.reason}")
    code = "demo.left_out" if left.place else "cli.left_file"
    return text(code, page=left.place, file=file, reason=reason)
