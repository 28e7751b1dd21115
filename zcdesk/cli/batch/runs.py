"""The runs of ``zcdesk batch``."""

from __future__ import annotations

from functools import partial
from json import dumps, loads
from pathlib import Path

from zcdesk.batch.cluster import ClusterPool
from zcdesk.batch.results.due_day import due_of
from zcdesk.batch.roster import columns
from zcdesk.batch.whole_run import RunRequest
from zcdesk.cli.answering import Reply
from zcdesk.cli.batch import steps
from zcdesk.cli.batch.options import Forms, Pace, Places
from zcdesk.cli.batch.walking import Walk
from zcdesk.cli.output import language
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.disk.own_folder import settings_file
from zcdesk.errors import ZcdeskError
from zcdesk.workers.pool import WorkerPool, default_workers

NO_ROOM = ("output.disk_full", "output.not_written")
"""Problems of rows that are the disk's: what was to be done for them has nowhere to go."""


def run(
    roster: Path, places: Places, pace: Pace, forms: Forms, only: str | None, notice: str
) -> Reply:
    """Work on the people of a roster; tell how they stand."""
    assert places.out is not None
    out, notice = places.out.absolute(), steps.id_of(notice)
    roster, ready = steps.made_ready(roster.absolute(), places.scans, out, notice)
    whole = ready.roster
    steps.tell_faults(whole, whole=False)
    if not whole.usable:
        return steps.not_begun(whole, ready.matched, out)
    asked = RunRequest(
        whole.people,
        ready.matched,
        roster,
        out,
        language.code,
        resume=pace.resume,
        only=steps.chosen_rows(only, whole),
        shared=places.shared or (),
        due=pace.due.date() if pace.due is not None else due_of(out),
        forms=forms.form or (),
        force=forms.force,
    )
    with _pool(pace, places.scans or roster, out) as pool:
        walked = Walk(pool, asked)
    matched = walked.laid.matched if walked.laid else ready.matched
    open_points = steps.tell(whole, walked.results, matched, out)
    data = partial(steps.data, whole, walked.results, matched, out)
    if any(result.problem in NO_ROOM for result in walked.results):
        return Reply(ExitStatus.NOT_DONE, data)  # a full disk ends nobody's work but the row's
    _keep_last(roster, (places.scans or roster).absolute(), out, notice)
    left_out = any(fault.column == columns.CASE for fault in whole.faults)
    return Reply(open_points or walked.attention or left_out, data)


def _keep_last(roster: Path, scans: Path, out: Path, notice: str) -> None:
    """Let the window's start page list the batch, where what was open last is listed at all."""
    try:
        known = loads(settings_file().read_bytes()) if settings_file().exists() else {}
        places = {"roster": str(roster), "scans": str(scans), "out": str(out), "notice": notice}
        if known.get("keep_recent", True):
            make_folder(settings_file().parent)
            write_atomically(settings_file(), dumps(known | {"batch": places}).encode())
    except (ZcdeskError, OSError, RuntimeError, ValueError):  # the run itself is done
        return


def _pool(pace: Pace, scans: Path, out: Path) -> WorkerPool:
    if not pace.dask:
        return WorkerPool(pace.workers or default_workers())
    pool = ClusterPool(pace.dask)
    try:
        make_folder(out)
        pool.require_sight(scans.absolute(), out)
    except BaseException:
        pool.close()
        raise
    return pool
