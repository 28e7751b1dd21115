"""``zcdesk inspect``: what each scan is, how it stands and whether it can be read."""

from __future__ import annotations

from zcdesk.cli.arguments import Files, Passwords, scans_of, tell_empty_folders
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    JsonFile,
    language,
    say,
    say_findings,
    steps,
    text,
    write_json,
)
from zcdesk.findings import Severity
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.loose.inspecting import InspectedScan, inspect_scans, with_likeness
from zcdesk.workflow.loose.report import Inspection, inspected, to_json


def inspect(
    files: Files,
    json: JsonFile = None,
    password: Passwords = None,
) -> int:
    """看每个扫描件能不能用：大小、方向、倾斜、清晰度。

    例：zcdesk inspect 扫描件/*.jpg --json 检查.json
    """
    empty = tell_empty_folders(files)
    found: list[InspectedScan] = []
    with WorkerPool() as pool, steps("cli.inspecting", len(scans_of(files))) as progress:
        for pages in inspect_scans(pool, files, password or ()):
            found += pages
            progress.advance(pages[0].name)
    ordered = with_likeness(sorted(found, key=lambda one: (one.file, one.index)))
    if json is not None:
        report = Inspection(
            pages=tuple(
                inspected(one.source, one.index, one.page, one.findings, language.code)
                for one in ordered
            )
        )
        write_json(to_json(report), json)
    if json != STANDARD_OUTPUT:
        for one in ordered:
            say(_line(one))
    for one in ordered:
        say_findings(one.name, tuple(f for f in one.findings if f.severity is not Severity.INFO))
    return 1 if empty or any(_needs_attention(one) for one in ordered) else 0


def _line(one: InspectedScan) -> str:
    if one.page is None:
        return f"{one.name}  {text('cli.refused')}"
    page = one.page
    return text(
        "cli.inspected",
        file=one.name,
        page=one.index + 1,
        width=page.width,
        height=page.height,
        turn=page.turn,
        skew=f"{page.skew:.1f}",
        clarity=text(f"cli.clarity.{page.clarity}"),
    )


def _needs_attention(one: InspectedScan) -> bool:
    return any(finding.severity is not Severity.INFO for finding in one.findings)
