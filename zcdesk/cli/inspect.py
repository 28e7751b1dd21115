"""``zcdesk inspect``: what each scan is, which way up it is and whether it can be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import Files, Passwords, require_there, scans_of, tell_empty_folders
from zcdesk.cli.output import language, say, say_findings, steps, text
from zcdesk.findings import amiss

if TYPE_CHECKING:  # what reads pictures is loaded by the command itself: --help answers at once
    from zcdesk.workflow.loose.verifying import InspectedScan


@answering(data=True)
def inspect(files: Files, password: Passwords = None) -> Reply:
    """看每个扫描件能不能用：大小、方向、倾斜、清晰度。

    例：zcdesk inspect 扫描件/*.jpg --json 检查.json
    """
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.loose.report import Inspection, inspected
    from zcdesk.workflow.loose.verifying import inspect_scans, with_likeness

    require_there(files)
    empty = tell_empty_folders(files)
    inspected_scans: list[InspectedScan] = []
    scans = scans_of(files)
    with WorkerPool() as pool, steps("cli.inspecting", len(scans)) as progress:
        for pages in inspect_scans(pool, files, password or ()):
            inspected_scans += pages
            progress.advance(pages[0].name)
    ordered = with_likeness(sorted(inspected_scans, key=lambda scan: (scan.file, scan.index)))
    for scan in ordered:
        say_findings(scan.name, amiss(scan.findings))
    return Reply(
        empty or any(amiss(scan.findings) for scan in ordered),
        lambda: Inspection(
            pages=tuple(
                inspected(scan.source, scan.index, scan.page, scan.findings, language.code)
                for scan in ordered
            )
        ),
        partial(_tell, ordered),
    )


def _tell(scans: Sequence[InspectedScan]) -> None:
    for scan in scans:
        say(_line(scan))


def _line(scan: InspectedScan) -> str:
    if scan.page is None:
        return f"{scan.name}  {text('cli.refused')}"
    page = scan.page
    return text(
        "cli.inspected",
        file=scan.name,
        page=scan.index + 1,
        width=page.width,
        height=page.height,
        turn=page.turn,
        skew=f"{page.skew:.1f}",
        clarity=text(f"cli.clarity.{page.clarity}"),
    )
