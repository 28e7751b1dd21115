"""The codes of a person's acts, as the history keeps them; each has a sentence ``act.<code>``."""

from __future__ import annotations

from enum import StrEnum


class ActCode(StrEnum):
    """What a person did; the history never holds more than this word."""

    ADD = "add"
    REUSE = "reuse"
    REMOVE_PAGE = "remove_page"
    REPLACE_PAGE = "replace_page"
    SPLIT_PAGE = "split_page"
    ORDER = "order"
    SORT = "sort"
    TURN = "turn"
    FRAME = "frame"
    LEVEL = "level"
    LIGHT = "light"
    DECIDE = "decide"
    DECIDE_PLACE = "decide_place"
    DRAW = "draw"
    CHANGE_DRAWN = "change_drawn"
    DELETE_DRAWN = "delete_drawn"
    ANSWER = "answer"
    CLAIM = "claim"
    CONFIRM = "confirm"
    CONFIRM_SURE = "confirm_sure"
    APPLICANT = "applicant"
    FACTS = "facts"
    TEXT = "text"
    NOT_APPLICABLE = "not_applicable"
    APPLICABLE = "applicable"
    ROUTE = "route"
    ROUND = "round"
    REMOVE_ROUND = "remove_round"
    TODO = "todo"
    DELIVER = "deliver"
    SUBMIT = "submit"
    STATION = "station"
    LIMIT = "limit"
    TICK = "tick"
