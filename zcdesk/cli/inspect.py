"""``zcdesk inspect``: what each scan is, which way up it is and whether it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zcdesk.cli.arguments import Files, Passwords, require_there, scans_of, tell_empty_folders
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    JsonFile,
    language,
    say,
    say_findings,
    steps,
    text,
    write_data,
)
from zcdesk.findings import Severity

if TYPE_CHECKING:  # what reads pictures is loaded by the command itself: --help answers at once
    from zcdesk.workflow.loose.verifying import InspectedScan


def inspect(
    files: Files,
    json: JsonFile = None,
    password: Passwords = None,
) -> int:
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
    if json is not None:
        report = Inspection(
            pages=tuple(
                inspected(scan.source, scan.index, scan.page, scan.findings, language.code)
                for scan in ordered
            )
        )
        write_data(report, json)
    if json != STANDARD_OUTPUT:
        for scan in ordered:
            say(_line(scan))
    attention = empty
    for scan in ordered:
        amiss = tuple(f for f in scan.findings if f.severity is not Severity.INFO)
        say_findings(scan.name, amiss)
        attention |= bool(amiss)
    return 1 if attention else 0


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
