"""Tables that the lines of a PDF page rule are read by their cells, not by their rows of print."""

import numpy as np
import pymupdf
import pytest

from zcdesk.workflow.notice_text.layout import columns_of
from zcdesk.workflow.notice_text.print_seen import PrintedLetter, PrintedPiece, SeenPage, parted
from zcdesk.workflow.notice_text.words_of_file import paragraphs

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
        return read_of(page)


def read_of(page: pymupdf.Page) -> list[str]:
    """Return the paragraphs of a drawn page, as if every letter of it had been read."""
    drawn = page.get_pixmap(dpi=144, colorspace=pymupdf.csGRAY)
    grey = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.h, drawn.w)
    pieces = [
        PrintedPiece(tuple(PrintedLetter(one["c"], one["bbox"][0] + one["bbox"][2],
         2 * (one["bbox"][2] - one["bbox"][0]))
                    for span in line["spans"] for one in span["chars"] if one["c"].strip()),
              2 * line["bbox"][1], 2 * (line["bbox"][3] - line["bbox"][1]))
        for block in page.get_text("rawdict")["blocks"] for line in block.get("lines", ())
    ]  # fmt: skip
    cut = [part for one in pieces if one.letters for part in parted(one)]
    return list(paragraphs(columns_of(SeenPage(tuple(cut), (), grey))))


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


LEFT = "".join((
    "申报人应当在九月一日至九月三十日登录平台填写信息，",
    "逾期的不再受理，由此造成的后果由本人承担。申报材料",
    "为学历证书、学位证书和聘书，均上传原件的彩色扫描件，",
    "字迹清楚，每份不超过二兆。",
))  # fmt: skip
RIGHT = "".join((
    "各单位应当对申报材料逐项审核，公示不少于五个工作日，",
    "公示无异议的方可推荐，公示结果一并上传备查。评审费",
    "每人四百元，由申报人在十月十五日以前缴纳，逾期未缴",
    "的视为放弃，已缴的费用一律不再退还。",
))  # fmt: skip


@pytest.mark.parametrize("gap", [24, 40])
def test_columns_of_running_text_are_read_one_after_the_other(gap: int) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((60, 50), "二〇二七年职称评审通知", fontname="china-s", fontsize=16)
        for side, words in enumerate((LEFT, RIGHT)):
            for row in range(0, len(words), 20):
                at = (60 + side * (200 + gap), 80 + row * 0.8)
                page.insert_text(at, words[row : row + 20], fontname="china-s", fontsize=10)
        page.insert_text((60, 200), "特此通知。", fontname="china-s", fontsize=10)
        assert read_of(page) == ["二〇二七年职称评审通知", LEFT, RIGHT, "特此通知。"]
