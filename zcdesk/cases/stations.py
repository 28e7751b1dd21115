"""What happened after the upload: the stations of an application on its way."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.notices.profile.notice import Stored


@dataclass(frozen=True)
class Station:
    """One thing that the platform said.

    Attributes:
        id: Id of the station in the notice, or a person's own word for it.
        at: When it was reached, in Beijing time.
        said: What the platform said, as typed or pasted.
    """

    id: str
    at: Stored
    said: str = ""
