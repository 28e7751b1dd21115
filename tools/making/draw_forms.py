"""Draws ``resources/forms/`` and the sheet of letters as Word files (a developer's tool).

The wording is the notices' own (``resources/notices/texts``), only the blanks became ``{{字段}}``;
``tests/documents/test_making.py`` compares every form with its notice. What ``{{…}}`` may name
stands in ``resources/forms/fields.toml``. Run it again when a form changes:
``python tools/making/draw_forms.py``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

sys.path.insert(0, str(Path(__file__).parents[2]))
from zcdesk.disk.archives import packed_plainly
from zcdesk.documents.filling import without_traces

FORMS = Path(__file__).parents[2] / "resources" / "forms"
LETTERS = FORMS.parent / "letters"

_USED_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"}
_UNUSED_PARTS = {"stylesWithEffects", "numbering", "customXml"}

BODY, TITLE = Pt(16), Pt(22)
LEFT, CENTRE, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def page() -> WordFile:
    """Return an empty A4 sheet with the margins of official letters (GB/T 9704)."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    bare(word)
    style = word.styles["Normal"]
    style.font.name = "FangSong"
    style.font.size = BODY
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    return word


def bare(word: WordFile) -> None:
    """Drop the styles and parts of python-docx's own template that no form uses."""
    styles = word.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _USED_STYLES:
            styles.remove(style)
    for relation in list(word.part.rels.values()):
        if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
            word.part.drop_rel(relation.rId)
            word.part.rels.pop(relation.rId, None)


def line(
    holder: WordFile | _Cell,
    text: str,
    align: int = LEFT,
    size: Length = BODY,
    bold: bool = False,
    font: str = "",
    indent: bool = False,
    before: float = 0,
    right: float = 0,
) -> Paragraph:
    """Add one paragraph; ``before`` in points, ``right`` in cm."""
    paragraph = holder.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = align
    form.space_before, form.space_after = Pt(before), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(int(size.pt * 1.75))
    if indent:
        form.first_line_indent = Pt(2 * size.pt)
    if right:
        form.right_indent = Cm(right)
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold or None
    if font:
        run.font.name = font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return paragraph


def title(word: WordFile, *lines: str) -> None:
    """Add the title, one centred line each, and room below."""
    for text in lines:
        line(word, text, CENTRE, TITLE, bold=True, font="宋体")
    line(word, "")


def body(word: WordFile, *paragraphs: str) -> None:
    """Add paragraphs of the body."""
    for text in paragraphs:
        line(word, text, indent=True)


def signed(word: WordFile, lines: Sequence[tuple[str, float]]) -> None:
    """Add the lines that are signed and sealed, with room above each; room in points.

    They never stand alone on a page: each is kept with the one before it.
    """
    for text, room in lines:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        line(word, text, RIGHT, before=room, right=1)


def grid(word: WordFile, widths: Sequence[float]) -> Table:
    """Add a table with visible lines; widths in cm."""
    table = word.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table  # type: ignore[no-any-return]


def row(table: Table, height: float, *cells: tuple[str | Sequence[str], int]) -> list[_Cell]:
    """Add a row; each cell is its text (lines) and how many columns it spans; height in cm."""
    added = table.add_row()  # type: ignore[no-untyped-call]
    added.height, added.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    place, found = 0, []
    for told, span in cells:
        cell = added.cells[place]
        if span > 1:
            cell = cell.merge(added.cells[place + span - 1])
        write(cell, told)
        place += span
        found.append(cell)
    return found


def write(cell: _Cell, told: str | Sequence[str], align: int = CENTRE) -> None:
    """Write the lines of a cell."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    lines = [told] if isinstance(told, str) else list(told)
    for text in lines:
        line(cell, text, align, Pt(12), font="宋体")
    first = cell.paragraphs[0]._element
    first.getparent().remove(first)


def save(word: WordFile, notice: str, template: str) -> None:
    """Write the form without traces of when and where."""
    save_as(word, FORMS / notice / f"{template}.docx")


def save_as(word: WordFile, path: Path) -> None:
    """Write a Word file without traces of when and where."""
    stream = io.BytesIO()
    word.save(stream)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed_plainly(without_traces(stream.getvalue()), compressed=True))


HINT = "{{#保留说明}}（公示期不少于5个工作日）{{/保留说明}}"


def span(between: str) -> str:
    """Return the first and the last day of the posting."""
    start = "{{公示起年}}年{{公示起月}}月{{公示起日}}日"
    end = "{{公示止年}}年{{公示止月}}月{{公示止日}}日"
    return f"{start}{between}{end}"


def posting(word: WordFile, opening: str, facts: str = "基本信息和任职资格") -> None:
    """Add the body that the three posting forms share; ``facts`` names its field 基本信息."""
    body(
        word,
        opening,
        f"基本信息：{{{{{facts}}}}}",
        "思想政治条件：{{思想政治条件}}",
        "业绩成果：{{业绩成果}}",
        f"公示时间从{span('起至')}止{HINT}。如对{{{{姓名}}}}同志的相关信息有疑异，"
        "请电话或书面形式反映至{{受理办公室}}办公室，监督电话：{{监督电话}}",
    )


def urumqi_private_2025() -> None:
    """Draw the three forms of the notice."""
    word = page()
    title(word, "推荐单位公示")
    posting(
        word,
        "根据乌鲁木齐市民营企业专项初定（授予）职称工作的要求，现对{{姓名}}同志申报{{办理类型}}"
        "{{系列}}系列{{专业}}专业{{级别}}级专业技术任职资格进行公示。",
    )
    signed(word, (("签字（单位负责人签字）：        ", 28), ("（推荐单位公章）", 28)))
    signed(word, (("2025年{{落款月}}月{{落款日}}日", 0),))
    save(word, "urumqi-private-2025", "posting")

    word = page()
    title(word, "推荐单位公示结果")
    body(
        word,
        f"{{{{姓名}}}}同志申报材料于{span('至')}在本单位公示{{{{公示天数}}}}天，公示无异议，未收到"
        "投诉、举报，申报材料真实、完整、有效，同意推荐{{姓名}}同志申报{{办理类型}}{{系列}}系列"
        "{{专业}}专业{{级别}}级专业技术任职资格。",
    )
    signed(word, (("（推荐单位公章）", 84), ("2025年{{落款月}}月{{落款日}}日", 0)))
    save(word, "urumqi-private-2025", "posting_result")

    word = page()
    title(word, "推荐报告")
    body(
        word,
        "按照乌鲁木齐市民营企业专项初定（授予）职称申报工作流程要求，本单位对{{姓名}}同志提供的申报"
        "材料逐一审核，{{姓名}}同志在我单位{{岗位}}岗位从事{{专业}}专业工作{{工作年限}}，申报材料真实"
        f"准确，并于{span('至')}进行了为期{{{{公示工作日}}}}个工作日的公示，公示期间未收到举报信息及"
        "异议。",
        "综上，本单位同意推荐{{#初定组}}{{初定名单}}共{{初定人数}}名同志申报初定{{初定系列}}系列"
        "{{初定专业}}专业{{初定级别}}级职称{{/初定组}}{{#两组}}，{{/两组}}{{#授予组}}{{授予名单}}共"
        "{{授予人数}}名同志申报授予{{授予系列}}系列{{授予专业}}专业{{授予级别}}级职称{{/授予组}}。",
    )
    signed(word, (("单位负责人：（签字）", 56), ("　　年　月　日", 14)))
    signed(word, (("主管单位：（公章）", 56), ("　　年　月　日", 14)))
    save(word, "urumqi-private-2025", "recommendation")


def region_senior_2024() -> None:
    """Draw the four forms of the notice."""
    about = "关于{{姓名}}同志申报{{系列}}系列{{专业}}专业{{级别}}级"
    wish = "同意推荐{{姓名}}同志申报{{系列}}系列{{专业}}专业{{级别}}级职称。"
    day = "2024年{{落款月}}月{{落款日}}日"
    word = page()
    title(word, about, "职称的公示")
    posting(
        word,
        "根据自治区职称评审的工作要求，现对{{姓名}}同志申报{{系列}}系列{{专业}}专业{{级别}}级职称"
        "进行公示。",
        "基本信息",
    )
    signed(word, (("签字：（单位负责人签字）", 28), ("{{推荐单位}}（公章）", 42), (day, 0)))
    save(word, "region-senior-2024", "posting")

    word = page()
    title(word, about, "职称的公示结果")
    body(
        word,
        "{{姓名}}同志申报材料已在本单位公示{{公示天数}}天，公示期间无投诉、举报，公示无异议，申报材料"
        f"真实、完整、有效，{wish}",
    )
    signed(word, (("{{推荐单位}}（公章）", 84), (day, 0)))
    save(word, "region-senior-2024", "posting_result")

    word = page()
    title(word, about, "职称的推荐意见")
    body(word, f"经审核，{wish}")
    signed(word, (("{{主管单位}}（公章）", 84), (day, 0)))
    save(word, "region-senior-2024", "recommendation")

    word = page()
    section = word.sections[0]
    section.top_margin = section.bottom_margin = Cm(2)
    line(word, "自治区“访惠聚”驻村等专业技术人员职称评审", CENTRE, Pt(18), bold=True, font="宋体")
    line(word, "免除继续教育学习申请表", CENTRE, Pt(18), bold=True, font="宋体")
    line(word, "", size=Pt(8))
    table = grid(word, (2.4, 4.8, 1.5, 2.4, 2.1, 2.4))
    row(table, 1.2, ("姓名", 1), ("{{姓名}}", 1), ("性别", 1), ("{{性别}}", 1), ("出生年月", 1),
        ("{{出生年月}}", 1))  # fmt: skip
    row(table, 1.2, ("身份证号", 1), ("{{身份证号}}", 1), ("学历", 1), ("{{学历}}", 1),
        ("学位", 1), ("{{学位}}", 1))  # fmt: skip
    row(table, 1.3, (("何时何学校", "何专业毕业"), 1), ("{{毕业情况}}", 5))
    row(table, 1.3, ("现工作单位", 1), ("{{工作单位}}", 2), ("参加工作时间", 1),
        ("{{参加工作时间}}", 2))  # fmt: skip
    row(table, 1.5, (("现有专业", "技术职务"), 1), ("{{现有专业技术职务}}", 2),
        (("拟申报专业", "技术职务"), 1), ("{{拟申报专业技术职务}}", 2))  # fmt: skip
    row(table, 3.6, ("免学理由", 1), ("{{免学理由}}", 5))
    _, opinion = row(table, 4.6, ("审核意见", 1), (("", "", "", "公 章", "年   月   日"), 5))
    for paragraph in opinion.paragraphs[-2:]:
        paragraph.alignment = RIGHT
        paragraph.paragraph_format.right_indent = Cm(1.5)
    line(word, "注：", size=Pt(11), font="宋体", before=6)
    for text in (
        "1.仍在参加“访惠聚”驻村（含抽调到各级“访惠聚”办公室）工作的专业技术人员，由同级“访惠聚”办公室"
        "审核；参加驻村管寺、南疆学前双语教育干部支教工作的专业技术人员，由同级党委统战部门或南疆四地州"
        "学前双语教育干部支教工作领导小组办公室审核。",
        "2.参加“访惠聚”驻村、驻村管寺、南疆学前双语教育干部支教工作已返回人员，由原派驻单位所属的"
        "地州市或自治区区属主管单位审核。",
        "3.各地各部门不得私自设置免除继续教育学习事项及申请表（审批表）。",
    ):
        line(word, text, size=Pt(11), font="宋体")
    save(word, "region-senior-2024", "ce_exempt_form")


def hotan_private_2025() -> None:
    """Draw the three forms of the notice."""
    what = "{{系列}}系列{{专业}}专业{{级别}}级专业技术任职资格"
    word = page()
    title(word, "推荐单位公示")
    posting(word, f"根据和田地区职称评审的要求，现对{{{{姓名}}}}同志申报{what}进行公示。")
    signed(word, (("签字：（单位负责人签字）", 28), ("（推荐单位公章）", 42)))
    signed(word, (("2025年{{落款月}}月{{落款日}}日", 0),))
    save(word, "hotan-private-2025", "posting")

    word = page()
    title(word, "推荐单位公示结果")
    body(
        word,
        f"{{{{姓名}}}}同志申报材料于{span('至')}在本单位公示{{{{公示天数}}}}天，公示无异议，未收到"
        f"投诉、举报，申报材料真实、完整、有效，同意推荐{{{{姓名}}}}同志申报{what}。",
    )
    signed(word, (("{{推荐单位}}（公章）", 84), ("2025年{{落款月}}月{{落款日}}日", 0)))
    save(word, "hotan-private-2025", "posting_result")
    assessment()


def assessment() -> None:
    """Draw 业务考核表: a cover, then the table."""
    word = page()
    for _ in range(4):
        line(word, "")
    line(word, "专 业 技 术 人 员 业 务 考 核 表", CENTRE, TITLE, bold=True, font="宋体")
    line(word, "(20{{考核年度}} 年 度)", CENTRE, Pt(18), font="宋体", before=12)
    for _ in range(6):
        line(word, "")
    for text in (
        "工 作 单 位 {{工作单位}}",
        "姓 名 {{姓名}}",
        "专 业 技 术 职 务 {{专业技术职务}}",
    ):
        line(word, text, size=Pt(18), font="宋体", before=12).paragraph_format.left_indent = Cm(2.5)
    last = line(word, "", size=Pt(2))
    last.add_run().add_break(WD_BREAK.PAGE)
    table = grid(word, (3.0, 3.8, 3.0, 2.8, 2.8))
    row(table, 1.1, ("姓名", 1), ("{{姓名}}", 1), ("专业技术岗位", 1), ("{{专业技术岗位}}", 2))
    row(
        table,
        1.1,
        ("专业技术职务", 1),
        ("{{专业技术职务}}", 1),
        ("批准时间", 1),
        ("{{批准时间}}", 2),
    )
    term = "{{聘期起年}}年{{聘期起月}}月至{{聘期止年}}年{{聘期止月}}月"
    row(table, 1.1, ("聘（任）年限", 1), ("{{聘任年限}}", 1), ("聘（任）期自", 1), (term, 2))
    told = "20{{考核年度}} 年度（或任职期满）担任主要专业技术工作及工作业绩简结"
    (summary,) = row(table, 7.6, ((told, "{{年度业绩}}"), 5))
    for paragraph in summary.paragraphs:
        paragraph.alignment = LEFT
    summary.vertical_alignment = WD_ALIGN_VERTICAL.TOP
    ink = ("", "", "负责人签字: _____ 盖章    年  月  日")
    row(table, 2.8, ("基层单位意见", 1), (ink, 4))
    first, *_ = row(table, 0.8, (("考核组考核", "意见及结论"), 1), *((grade, 1) for grade in
                    ("优秀", "合格", "基本合格", "不合格")))  # fmt: skip
    for height, cells in ((0.8, [("", 1)] * 4), (1.2, [("组长签字 _____    年  月  日", 4)])):
        below, *_ = row(table, height, ("", 1), *cells)
        merged = first.merge(below)
    write_again(merged, ("考核组考核", "意见及结论"))
    seal = ("", "", "签 字 _____    单位盖章 _____    年  月  日")
    row(table, 2.8, (("行政领导", "审核意见"), 1), (seal, 4))
    save(word, "hotan-private-2025", "annual_assessment")


def write_again(cell: _Cell, lines: Sequence[str]) -> None:
    """Write a merged cell anew: merging keeps the empty paragraphs of what was merged."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    write(cell, lines)


def letter_sheet() -> None:
    """Draw the sheet on which letters to applicants are set: empty, with narrower margins."""
    word = page()
    section = word.sections[0]
    section.top_margin = section.bottom_margin = Cm(2.5)
    section.left_margin = section.right_margin = Cm(2.5)
    save_as(word, LETTERS / "sheet.docx")


if __name__ == "__main__":
    letter_sheet()
    urumqi_private_2025()
    region_senior_2024()
    hotan_private_2025()
