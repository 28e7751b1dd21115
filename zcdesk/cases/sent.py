"""What is on the platform, as far as a case knows: the newest file of each name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind


@dataclass(frozen=True)
class Sent:
    """A file that was sent, with the delivery that it went out with."""

    file: DeliveredFile
    delivery: Delivery


def sent_files(case: Case) -> dict[str, Sent]:
    """Return the newest file of each name among the packages that count as sent.

    What was handed in counts; before anything was, what was written out does. A name counts by
    slot folder and picture, whatever the folder of the package above is called. What was deleted
    on the platform with a later package is not there any more.
    """
    written = [delivery for delivery in case.deliveries if delivery.kind is not DeliveryKind.PAPER]
    handed = [delivery for delivery in written if delivery.submitted is not None] or written
    there: dict[str, Sent] = {}
    for delivery in handed:
        for file in delivery.files:
            if file.sha256:
                there[below_root(file.name)] = Sent(file, delivery)
            else:
                there.pop(below_root(file.name), None)
    return there


def below_root(name: str) -> str:
    """Return a picture's path below the folder of pictures: slot folder and name."""
    return "/".join(PurePosixPath(name).parts[1:]) or name
