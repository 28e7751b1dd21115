"""What Word can do to a sentence: each oddity is read as Word shows it, or said to be left out."""

import io
import zipfile
from pathlib import Path

import pytest

from zcdesk.notices.files.text_files import NoticeFileError, text_of_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"


def t(words: str, properties: str = "") -> str:
    """Return a run."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inside: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(t(words))}</w:tc>"


def field(instruction: str, result: str) -> str:
    """Return a field in its five runs."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
            f"{mark('separate')}{result}{mark('end')}")  # fmt: skip


def numbered(level: int = 0, number: int = 1) -> str:
    """Return what makes a paragraph an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(*levels: tuple[str, str], more: str = "") -> str:
    """Return the part that says how lists count."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{inside}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
        "</w:numbering>"
    )


def word(
    folder: Path, body: str, parts: dict[str, str | bytes] | None = None, *,
    main: str = "word/document.xml", space: str = _W,
) -> Path:  # fmt: skip
    """Write a Word document of a body and further parts (``kind name`` → content)."""
    path = folder / "notice.docx"
    around = "".join(f' xmlns:{key}="{one}"' for key, one in (
        ("w", space), ("r", _R), ("m", _M), ("mc", _MC), ("v", "urn:schemas-microsoft-com:vml"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("dgm", "d"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")))  # fmt: skip
    folder_of = main.rpartition("/")[0]
    related = ""
    with zipfile.ZipFile(path, "w") as made:
        for at, (key, content) in enumerate((parts or {}).items()):
            kind, name = key.split()
            made.writestr(f"{folder_of}/{name}", content)
            related += f'<Relationship Id="x{at}" Type="{_R}/{kind}" Target="{name}"/>'
        made.writestr(main, f"<w:document{around}><w:body>{body}</w:body></w:document>")
        made.writestr(
            f"{folder_of}/_rels/{main.rpartition('/')[2]}.rels",
            f'<Relationships xmlns="{_PACK}">{related}</Relationships>',
        )
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACK}"><Relationship Id="m" '
            f'Type="{_R}/officeDocument" Target="{main}"/></Relationships>',
        )
    return path


BOX = f"<w:txbxContent>{p(t('框里的话。'))}</w:txbxContent>"
CHOICE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{BOX}</wps:txbx>'
    f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
NOTES = (f'<w:{{0}}s xmlns:w="{_W}"><w:{{0}} w:id="2"><w:p><w:r><w:t>延长至5月9日。</w:t></w:r>'
 f'</w:p>'
         "</w:{0}></w:{0}s>")  # fmt: skip
STYLES = (f'<w:styles xmlns:w="{_W}"><w:style w:styleId="H"><w:name w:val="heading 1"/><w:pPr>'
 f'{numbered()}</w:pPr>'
          '</w:style><w:style w:styleId="G"><w:basedOn w:val="H"/></w:style>'
          '<w:style w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>')  # fmt: skip
HAN = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
WEB = "<html><head><meta charset='utf-8'></head><body><p>网页里的话。</p></body></html>"
ANEW = (
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
RESTART, TWO_WIDE = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'

LIST = {"numbering numbering.xml": numbering(("decimal", "%1."))}


def form(data: str) -> str:
    return (f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>'
            "</w:r>")  # fmt: skip


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def item(words: str, mark: str = "") -> str:
    return p(words, f"{numbered()}<w:rPr>{mark}</w:rPr>")


GONE = "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
HEAD = f'<w:hdr xmlns:w="{_W}" xmlns:v="urn:v">{{0}}</w:hdr>'
REMARK = f'<w:comments xmlns:w="{_W}"><w:comment w:id="2">{p(t("待定"))}</w:comment></w:comments>'

ABOVE = '<w:vertAlign w:val="superscript"/>'


def up(half_points: int | str) -> str:
    """Return what lifts letters by so many half-points, or by a measure of the strict form."""
    return f'<w:position w:val="{half_points}"/>'


ODDITIES = [
    *((f"lifted: {how}", p(t("72", line) + t("1", mark) + t("学时", line)), {}, ["72¹学时"])
      for how, mark, line in (
        ("so called", ABOVE, ""), ("by hand", up(6), ""), ("strictly", up("3pt"), ""),
        ("on a moved line", ABOVE + up(6), up(6)), ("over one", up(14), up(6)))),
    ("lifted by a style", p(t("72") + t("1", '<w:rStyle w:val="N"/>') + t("学时")),
     {"styles styles.xml": STYLES.replace(
     "</w:styles>", f'<w:style w:styleId="M"><w:rPr>{ABOVE}</w:rPr></w:style>'
     '<w:style w:styleId="N"><w:basedOn w:val="M"/></w:style></w:styles>')}, ["72¹学时"]),
    ("moved line", p(t("72", up(6)) + t("学时", up(6))), {}, ["72学时"]),
    ("evened out", p(t("满") + t("72", up(1)) + t("学时")), {}, ["满72学时"]),
    ("power of a formula", p("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r>"
     "<m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>"), {}, ["10³"]),
    *((f"{font} {code}", p(sym(font, code) + t("72")), {},
     [f"{letter}72"]) for font, code, letter in (
        ("Cambria Math", "2265", "≥"), ("宋体", "2460", "①"), ("Symbol", "00B3", "≥"),
        ("Wingdings", "F083", "③"), ("Wingdings 2", "F06A", "①"), ("Wingdings 2", "50", "√"),
        ("Symbol", "2264", "≤"))),
    ("symbol that nobody knows", p(t("甲") + sym("某字体", "F0D2")), {}, ["甲", "※有 1 个符号"]),
    ("letters in a font of symbols", p(t("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + t("72")), {},
     ["≥72"]),
    ("chosen entry", p(t("至") + form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="9月"/>'
     '<w:listEntry w:val="10月"/></w:ddList>')), {}, ["至10月"]),
    ("first entry", p(form('<w:ddList><w:listEntry w:val="9月"/></w:ddList>')), {}, ["9月"]),
    ("tick of a form", p(form("<w:checkBox><w:checked/></w:checkBox>") + t("是") + form(
     '<w:checkBox><w:default w:val="0"/></w:checkBox>') + t("否")), {}, ["☑是□否"]),
    ("drawn by a field", p(field('SYMBOL 179 \\f "Symbol"', "") + t("72")), {},
     ["72", "※有 1 处由 Word 自己算出"]),
    ("number of a field", p(field("LISTNUM", "") + t("甲")), {},
     ["甲", "※有 1 处由 Word 自己算出"]),
    ("deleted item", item(t("甲")) + item(GONE, "<w:del/>") + item(t("乙")), LIST,
     ["1.甲", "2.乙"]),
    ("deleted end", item(t("甲"), "<w:del/>") + item(t("乙")), LIST, ["1.甲乙"]),
    ("moved item", item(f"<w:moveFrom>{t('甲')}</w:moveFrom>", "<w:moveFrom/>") + item(t("乙")),
     LIST, ["1.乙"]),
    ("hidden item", item(t("甲", "<w:vanish/>"), "<w:vanish/>") + item(t("乙")), LIST,
     ["1.乙", "※隐藏…甲"]),
    ("deleted last end", p(t("一") + GONE, "<w:rPr><w:del/></w:rPr>"), {}, ["一"]),
    ("deleted cell",
     f"<w:tbl><w:tr>{cell('甲')}{cell('没了', '<w:cellDel/>')}{cell('乙')}</w:tr></w:tbl>", {},
     ["甲\t乙"]),
    ("drawn words", p(t("一") + '<w:r><w:pict><v:textpath string="公告"/></w:pict></w:r>'), {},
     ["一", "公告"]),
    ("head of the pages", p(t("一")), {"header h.xml": HEAD.format(p(t("征求意见稿")))},
     ["一", "※页眉…征求意见稿"]),
    ("mark across the pages", p(t("一")),
     {"header h.xml": HEAD.format(p('<w:r><w:pict><v:textpath string="样稿"/></w:pict></w:r>'))},
     ["一", "※页眉…样稿"]),
    ("number of the page", p(t("一")), {"footer f.xml": HEAD.format(p(t("第 1 页 共 3 页")))},
     ["一"]),
    ("remark", p(t("一") + '<w:r><w:commentReference w:id="2"/></w:r>'),
     {"comments comments.xml": REMARK}, ["一", "※批注…待定"]),
    # what it is, the body, further parts, the lines that are read
    ("strict", p(t("一。")), {"space": _STRICT}, ["一。"]),
    ("main part elsewhere", p(t("一。")), {"main": "word/document2.xml"}, ["一。"]),
    ("hidden", p(t("一") + t("9月", "<w:vanish/>") + t("二。")), {}, ["一二。", "※隐藏…9月"]),
    ("not hidden", p(t("一", '<w:vanish w:val="0"/>')), {}, ["一"]),
    ("hidden by style", p(t("一") + t("藏", '<w:rStyle w:val="V"/>')),
     {"styles styles.xml": STYLES}, ["一", "※隐藏…藏"]),
    ("struck", p(t("至") + t("9月30日", "<w:strike/>") + t("10月15日。")), {},
     ["至10月15日。", "※划去…9月30日"]),
    ("struck twice", p(t("至") + t("9月", "<w:dstrike/>")), {}, ["至", "※划去…9月"]),
    ("deleted", p(t("一") + "<w:del><w:r><w:delText>没了</w:delText></w:r></w:del>"), {}, ["一"]),
    ("inserted", p(t("一") + f"<w:ins>{t('二')}</w:ins>"), {}, ["一二"]),
    ("moved", p(f"<w:moveFrom>{t('搬')}</w:moveFrom>") + p(f"<w:moveTo>{t('搬')}</w:moveTo>"), {},
     ["搬"]),
    ("hyphen", p("<w:r><w:t>2027</w:t><w:noBreakHyphen/><w:t>09</w:t><w:softHyphen/></w:r>"), {},
     ["2027-09"]),
    ("symbol", p('<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t>2M</w:t></w:r>'), {}, ["≤2M"]),
    ("ticked box", p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>'), {},
     ["☑是"]),
    ("ruby",
     p("<w:r><w:ruby><w:rt><w:r><w:t>yuè</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>9月</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
     {}, ["9月"]),
    ("text box once", p(t("一。") + CHOICE), {}, ["一。", "框里的话。"]),
    ("old text box", p(t("一。") + f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
     {}, ["一。", "框里的话。"]),
    ("footnote", p(t("至5月1日") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + t("止。")),
     {"footnotes footnotes.xml": NOTES.format("footnote")},
     ["至5月1日止。", "注：延长至5月9日。"]),
    ("endnote", p(t("至5月1日。") + '<w:r><w:endnoteReference w:id="2"/></w:r>'),
     {"endnotes endnotes.xml": NOTES.format("endnote")}, ["至5月1日。", "注：延长至5月9日。"]),
    ("web chunk", p(t("一")) + '<w:altChunk r:id="x0"/>', {"aFChunk a.html": WEB},
     ["一", "网页里的话。"]),
    ("lost chunk", p(t("一")) + '<w:altChunk r:id="x9"/>', {}, ["一", "※嵌在里面的内容没有读"]),
    ("field", p(field("REF x", t("第三条"))), {}, ["第三条"]),
    ("field in a field", p(field(f"IF {field('MERGEFIELD a', t('甲'))} = 1", t("乙"))), {},
     ["乙"]),
    ("simple field", p(f'<w:fldSimple w:instr="DATE">{t("5月1日")}</w:fldSimple>'), {},
     ["5月1日"]),
    ("circled", p(t("见") + field("eq \\o\\ac(○,3)", "")), {}, ["见③"]),
    ("contents", p(field("TOC \\o", t("一、申报…1"))) + p(t("一、申报")), {}, ["一、申报"]),
    ("formula",
     p("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r>"
     "</m:den></m:f></m:oMath>" + t("以上")), {}, ["1/3以上"]),
    ("picture", p(t("表见图。") + '<w:r><w:drawing><a:blip r:embed="x0"/></w:drawing></w:r>'), {},
     ["表见图。", "※有 1 处图片"]),
    ("object", p(t("一") + "<w:r><w:object/></w:r>"), {}, ["一", "※有 1 处图片"]),
    ("control", f"<w:sdt><w:sdtContent>{p(t('一'))}</w:sdtContent></w:sdt>", {}, ["一"]),
    ("placeholder",
     p(f"{t('电话：')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('点这里')}"
     "</w:sdtContent></w:sdt>"), {}, ["电话："]),
    ("dropped letter", p(t("申"), '<w:framePr w:dropCap="drop"/>') + p(t("报开始。")), {},
     ["申报开始。"]),
    ("broken line", p("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"), {}, ["一", "二"]),
    ("link", p(f"<w:hyperlink>{t('zc.example')}</w:hyperlink>"), {}, ["zc.example"]),
    ("numbers", p(t("申报"), numbered()) + p(t("时间"), numbered(1)) + p(t("材料"), numbered()),
     {"numbering numbering.xml": HAN}, ["一、申报", "（一）时间", "二、材料"]),
    ("numbers of a style", p(t("申报"), '<w:pStyle w:val="G"/>'),
     {"numbering numbering.xml": HAN, "styles styles.xml": STYLES}, ["一、申报"]),
    ("circled numbers", p(t("甲"), numbered()) + p(t("乙"), numbered()),
     {"numbering numbering.xml": numbering(("decimalEnclosedCircle", "%1"))}, ["①甲", "②乙"]),
    ("numbers of two", p(t("甲"), numbered()) + p(t("乙"), numbered(1)),
     {"numbering numbering.xml": numbering(("decimal", "%1"), ("decimal", "%1.%2"))},
     ["1 甲", "1.1 乙"]),
    ("begun anew", p(t("甲"), numbered()) + p(t("乙"), numbered(0, 2)),
     {"numbering numbering.xml": numbering(("decimal", "%1."), more=ANEW)}, ["1.甲", "1.乙"]),
    ("merged down", f"<w:tbl><w:tr>{cell('甲', RESTART)}{cell('乙')}</w:tr><w:tr>"
     f"{cell('', '<w:vMerge/>')}{cell('丙')}</w:tr></w:tbl>", {}, ["甲\t乙", "\t丙"]),
    ("merged across", f"<w:tbl><w:tr>{cell('甲', TWO_WIDE)}{cell('乙')}</w:tr><w:tr>{cell('丙')}"
     f"{cell('丁')}{cell('戊')}</w:tr></w:tbl>", {}, ["甲\t\t乙", "丙\t丁\t戊"]),
    ("deleted row", f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
     f"{cell('丙')}{cell('丁')}</w:tr></w:tbl>", {}, ["甲\t乙"]),
    ("frame of a page", f"<w:tbl><w:tr>{cell('一、申报。')}</w:tr></w:tbl>", {}, ["一、申报。"]),
    ("radicals", p(t("⼈⼯⻓期\u200b有效")), {}, ["人工长期有效"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "more", "lines"), [one[1:] for one in ODDITIES], ids=[one[0] for one in ODDITIES]
)
def test_a_word_document_says_what_word_shows(
    tmp_path: Path, body: str, more: dict[str, str], lines: list[str]
) -> None:
    options = {key: value for key, value in more.items() if " " not in key}
    parts: dict[str, str | bytes] = {key: one for key, one in more.items() if " " in key}
    read = text_of_file(word(tmp_path, body, parts, **options)).splitlines()
    assert len(read) == len(lines)
    for line, wanted in zip(read, lines, strict=True):
        if wanted.startswith("※"):  # said to be left out, with its words
            assert line.startswith("〔●")
            assert all(piece in line for piece in wanted[1:].split("…"))
        else:
            assert line == wanted


def packed(content: str | bytes, name: str = "word/document.xml") -> bytes:
    """Return a package of one part."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return whole.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    f'<w:document xmlns:w="{_W}"><w:body>{p(t("&b;"))}</w:body></w:document>'
)
UNREADABLE, OTHER_KIND = "notice.file_unreadable", "notice.file_kind"
REFUSED: dict[str, tuple[str, bytes, str]] = {
    # what it is: name, content, why it is refused
    "locked": (
        "a.docx",
        LOCKED + "EncryptedPackage".encode("utf-16-le").ljust(1024, b"\0"),
        "notice.file_locked",
    ),
    "locked, old": (
        "a.doc",
        LOCKED + (b"\xec\xa5".ljust(11, b"\0") + b"\x01").ljust(1024, b"\0"),
        "notice.file_locked",
    ),
    "entity": ("a.docx", packed('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), UNREADABLE),
    "entity bomb": ("a.docx", packed(BOMB), UNREADABLE),
    "entity bomb in another encoding": ("a.docx", packed(BOMB.encode("utf-16")), UNREADABLE),
    "not XML": ("a.docx", packed("<w:p"), UNREADABLE),
    "deeply nested": ("a.docx", packed("<a>" * 500_000), UNREADABLE),
    "no words": ("a.docx", packed(f'<w:document xmlns:w="{_W}"></w:document>'), UNREADABLE),
    "zip bomb": ("a.docx", packed(" " * 30_000_000), "notice.file_too_large"),
    "workbook": ("a.docx", packed("<x/>", "xl/workbook.xml"), OTHER_KIND),
    "broken package": ("a.docx", b"PK\x03\x04 broken", UNREADABLE),
    "no text": ("a.txt", bytes(range(256)) * 40, OTHER_KIND),
    "PDF": ("a.pdf", b"%PDF-1.7", OTHER_KIND),
    "Word of 2003": ("a.doc", b'<?xml version="1.0"?><w:wordDocument/>', OTHER_KIND),
    "flat Word": ("a.xml", "<pkg:package/>".encode("utf-16"), OTHER_KIND),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\x00", OTHER_KIND),
    "empty": ("a.txt", b"", UNREADABLE),
    "no letters": ("a.txt", b"\xff\xff\xff", UNREADABLE),
}


@pytest.mark.parametrize(("name", "content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_notice_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NoticeFileError) as caught:
        text_of_file(tmp_path / name)
    assert caught.value.code == code


def test_a_folder_is_no_notice(tmp_path: Path) -> None:
    with pytest.raises(NoticeFileError):
        text_of_file(tmp_path)


TEXT = "关于开展职称评审的通知\n一、截止"
ODD_TEXTS = {
    "with control characters": TEXT.replace("开", "\x01开").replace("通", "\0通").encode()
    + b"\x07",
    "Unicode, as the editor of Windows says": TEXT.encode("utf-16"),
    "Unicode big endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "of an older editor": TEXT.encode("gb18030"),
}


@pytest.mark.parametrize("content", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_a_text_is_read_as_any_editor_saves_it(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_bytes(content)
    assert text_of_file(tmp_path / "通知.txt") == TEXT
