"""How well a place fits the words of a return, and the words by which that is judged."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.notices.profile import Section, Slot
from zcdesk.resources import Patterns

SAYS = Patterns("checks/patterns.toml", "mending")
EMPTY_WORDS = ("附件", "材料", "证书", "上传", "原件", "扫描件", "扫描", "证明", "情况", "相关",
                "其他", "专业", "单位", "证")  # fmt: skip
"""Words that are in many titles and tell little."""

SIDES = {"反面": "id_card_back", "背面": "id_card_back", "国徽面": "id_card_back",
          "正面": "id_card_front", "人像面": "id_card_front"}  # fmt: skip

ENOUGH = 1.5
"""Two letters that tell something, and one more."""

LITTLE = 0.25

LEAST = 0.1
"""A slot that is named as well as its section is meant."""


@dataclass(frozen=True)
class Fit:
    """A place of the notice, and how well the words of a return fit it (0 to 1)."""

    score: float
    section: Section
    slot: Slot | None
    name: str = ""
