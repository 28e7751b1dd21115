"""Tells what a page shows of seals and signatures before anything on it is covered."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.masking.portraits.portrait_verdicts import is_portrait
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.signatures.signature_spaces import is_signed
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Reading

__all__ = ["Presence", "find_seals", "is_portrait", "presence"]


@dataclass(frozen=True)
class Presence:
    """What was seen of a page that is not covered yet.

    Attributes:
        seals: All seals, whoever's they are; None when looking for them failed.
        signed: Somebody wrote beside a label that asks the applicant to sign; False when the space
            beside every such label is empty, None without any.
    """

    seals: tuple[Seal, ...] | None
    signed: bool | None

    @property
    def sealed(self) -> int | None:
        """How many seals there are surely; a dark frame may be a cell, so it counts as one too.
        What is asked is whether a seal is missing, and a question too many costs more here than one
        that is not asked."""
        return None if self.seals is None else len(self.seals)


def presence(picture: Picture, page: GreyPicture, reading: Reading) -> Presence:
    """Look at a page for seals and signatures, whatever is to be covered."""
    seals: tuple[Seal, ...] | None = None
    signed: bool | None = None
    try:
        seals = find_seals(picture)
        signed = is_signed(page, reading.lines)
    except Exception as fault:  # the border of one search: nothing is said about what it seeks
        keep(fault, ProgramPart.WORKER, "hit.search_failed")
    return Presence(seals, signed)
