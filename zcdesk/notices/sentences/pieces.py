"""The pieces of a sentence between its stops."""

from __future__ import annotations


def piece_at(text: str, place: int, marks: str = "，。；、：:\t") -> int:
    """Return where the piece of a sentence begins that ``place`` is in."""
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def piece_behind(text: str, place: int, marks: str = "，。；\t") -> int:
    """Return where the piece of a sentence ends that ``place`` is in."""
    return min((at for mark in marks if (at := text.find(mark, place)) >= 0), default=len(text))
