"""What a worker does for one picture of a package: its pages decoded anew, and finished."""

from __future__ import annotations

from zcdesk.workflow.tasks.finishing import Finished, PictureJob, finish
from zcdesk.workflow.tasks.places import pixels_of


def make_picture(job: PictureJob) -> Finished:
    """Make one picture of a package, write it and read it again from the disk.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    return finish(job, (pixels_of(part.page) for part in job.parts))
