"""What a worker does for one picture of a package: its pages decoded anew, and finished."""

from __future__ import annotations

from zcdesk.workflow.tasks.finishing import Finished, PictureJob, finish, finish_unwritten


def make_picture(job: PictureJob) -> Finished:
    """Make one picture of a package, write it and read it again from the disk.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    from zcdesk.workflow.tasks.places import pixels_of  # every decoder: the worker's alone

    return finish(job, (pixels_of(part.page) for part in job.parts))


def make_ahead(job: PictureJob) -> tuple[Finished, bytes]:
    """Make one picture and read it again before anybody exports it; return it with its bytes.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
    """
    from zcdesk.workflow.tasks.places import pixels_of

    return finish_unwritten(job, (pixels_of(part.page) for part in job.parts))
