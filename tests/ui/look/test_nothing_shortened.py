"""What carries a decision is never shortened: only names, titles and paths give way in a row."""

from __future__ import annotations

import re
from pathlib import Path

import zcdesk.ui

MAY_GIVE_WAY = {
    "app/settings_page.py": 1,  # a folder; the whole path is in the tooltip
    "batch/setup.py": 3,  # three files and folders that were chosen
    "words/finding_row.py": 1,  # what a fault is about; the tooltip and its place tell all
    "finish/upload_strip.py": 1,  # a text whose button copies all of it
    "kit/top_bar.py": 1,  # the title of the notice beside that of the page
    "lessons/strip.py": 1,  # the title of the notice beside the word 练习
    "review/decisions.py": 1,  # slot and file name below the number of the page
    "app/case_file_page.py": 1,  # name of the case; the line below tells where it is
    "case/refused_strip.py": 1,  # name of a file that was refused; the tooltip tells all
    "start/recent_card.py": 2,  # name and place of a recent case
}
"""How many labels of a module may be shortened, and what stands on them."""

PAINTED = {
    "batch/shared_list.py",  # file and likely owner; what is chosen from is whole beside it
    "batch/rows.py",  # cells; the line below tells all of the person in hand
    "case/tile_painter.py",  # file names below thumbs; the tooltip tells all
    "frame/slot_picker.py",  # titles of slots in a list that is as wide as the window lets it
    "case/section_list.py",  # titles of sections; the state is never shortened
    "wall/gallery_list.py",  # the count beside a crop
    "kit/buttons.py",  # the filled button on the narrowest panel
    "look/rows.py", "look/table.py",  # cells and heads of all tables; a cell's tooltip tells all
    "look/fonts.py", "look/text.py",  # where it is done
    "wall/tiles.py",  # name and slot below a cut-out; the tooltip tells all, the state is whole
    "review/page_strip.py",  # slots and counts of pages; the panel at the right tells all
}  # fmt: skip
"""Modules that paint words and may shorten them."""


def sources() -> dict[str, str]:
    home = Path(zcdesk.ui.__file__).parent
    return {
        path.relative_to(home).as_posix(): path.read_text("utf-8") for path in home.rglob("*.py")
    }


def test_no_label_gives_way_but_those_that_only_name_something() -> None:
    counted = {
        name: len(re.findall(r"[ (]ElidedLabel\(", text)) for name, text in sources().items()
    }
    del counted["look/text.py"]  # where it is made
    assert {name: count for name, count in counted.items() if count} == MAY_GIVE_WAY


def test_no_module_paints_shortened_words_but_those_that_are_listed() -> None:
    shortening = {
        name
        for name, text in sources().items()
        if "elidedText(" in text or "TextElideMode.ElideMiddle" in text
        or "TextElideMode.ElideRight" in text
    }  # fmt: skip
    assert shortening == PAINTED
