"""What ``train list`` tells of the lessons, as data."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _ListedPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class BothLanguages(_ListedPart):
    """A sentence in both languages."""

    zh: str
    en: str


class ListedLesson(_ListedPart):
    """One lesson; ``things`` counts what is hidden on its pages."""

    lesson: str
    title: BothLanguages
    level: str
    pages: int
    things: int
    minutes: int
    goal: BothLanguages


class LessonList(_ListedPart):
    """All lessons, those that ship first."""

    schema_number: int = Field(default=1, alias="schema")
    lessons: tuple[ListedLesson, ...]
