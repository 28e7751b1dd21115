"""Tables that the lines of a PDF page rule are read by their cells, not by their rows of print."""

from __future__ import annotations

import pymupdf
import pytest

from zcdesk.workflow.tasks.notice_words import _printed_rows, paragraphs

TALL, COLUMNS = 40, (60, 160, 300, 420)


def printed(rows: list[list[str | None]], before: str = "", ruled: bool = True) -> list[str]:
    """Draw a table whose cells go over two lines at ``/``; None is merged with the cell above."""
    with pymupdf.open() as document:
        page = document.new_page()
        for place, row in enumerate(rows):
            top = 80 + place * TALL
            for cell, words in enumerate(row):
                left, right = COLUMNS[cell], COLUMNS[cell + 1]
                if ruled:
                    goes_on = place + 1 < len(rows) and rows[place + 1][cell] is None
                    first = (left, top) if words is not None else (left, top - TALL)
                    if not goes_on:
                        page.draw_rect(pymupdf.Rect(*first, right, top + TALL), width=0.5)
                for line, text in enumerate((words or "").split("/")):
                    at = (left + 3, top + 14 + line * 15)
                    page.insert_text(at, text, fontname="china-s", fontsize=10)
        if before:
            page.insert_text((60, 60), before, fontname="china-s", fontsize=10)
        content = document.tobytes()
    return list(paragraphs([_printed_rows(content, 0)]))


def test_a_cell_over_two_lines_is_one_and_rows_are_not_joined() -> None:
    rows: list[list[str | None]] = [
        ["栏目", "材料", "要求"],
        ["学历", "学历证书电子/注册备案表", "近三月"],
        ["业绩", "合同", "盖章页/齐全"],
    ]
    assert printed(rows, "一、材料如下表") == [
        "一、材料如下表",
        "栏目\t材料\t要求",
        "学历\t学历证书电子注册备案表\t近三月",
        "业绩\t合同\t盖章页齐全",
    ]


def test_a_row_that_is_printed_in_one_go_is_cut_at_the_edges_of_its_cells() -> None:
    rows: list[list[str | None]] = [
        ["栏目　　　　　　　　材料　　　　　　　　　　　　要求", "", ""],
        ["学历　　　　　　　　毕业证书　　　　　　　　　　原件", "", ""],
    ]
    assert printed(rows) == ["栏目\t材料\t要求", "学历\t毕业证书\t原件"]


def test_a_merged_cell_leaves_its_column_empty_below() -> None:
    rows: list[list[str | None]] = [
        ["栏目", "材料", "要求"],
        ["学历", "毕业证书", "原件"],
        [None, "学位证书", "原件"],
    ]
    assert printed(rows)[1:] == ["学历\t毕业证书\t原件", "\t学位证书\t原件"]


@pytest.mark.parametrize("ruled", [True, False])
def test_no_letter_of_a_page_is_lost_at_a_tables_edge(ruled: bool) -> None:
    rows: list[list[str | None]] = [
        ["阶段", "时间", "谁"],
        ["个人申报", "九月一日十时至九月二十五日十六时止", "申报人"],
    ]
    words = "".join(printed(rows, ruled=ruled))
    for letter in "个人申报九月一日十时至二五六止":
        assert words.count(letter) >= "".join(map(str, rows[1])).count(letter)
