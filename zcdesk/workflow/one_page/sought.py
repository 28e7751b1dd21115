"""Whose words are looked for; a module of its own, for whoever asks loads no reader of pages."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.applicant import Applicant, Target


@dataclass(frozen=True)
class Sought:
    """Whose words are looked for, and what is to be covered."""

    applicant: Applicant
    targets: frozenset[Target]
