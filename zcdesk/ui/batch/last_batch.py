"""The batch that was worked on last: found again by its three places, where these are listed."""

from __future__ import annotations

from pathlib import Path

from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit import LastBatch, preferences


def keep_last(work: BatchWork) -> None:
    """Remember where roster, scans and results of a batch are, once a run has begun."""
    if work.running and work.roster_path and work.scans and work.out:
        preferences().remember_batch(
            LastBatch(
                roster=str(work.roster_path),
                scans=str(work.scans),
                out=str(work.out),
                notice=work.notice,
            )
        )


def take_last(work: BatchWork) -> None:
    """Choose the last batch again where nothing is chosen yet; nothing is begun by it."""
    last = preferences().settings.batch
    if last is None or work.roster_path is not None or not Path(last.roster).exists():
        return
    work.scans, work.out, work.notice = Path(last.scans), Path(last.out), last.notice
    work.check(Path(last.roster), same=True)
