"""Makes ``resources/fonts/`` from the packages named in ``SOURCES.toml`` (a developer's tool).

Run it again when a new text in ``tools/drawing`` brings new characters:
``python tools/making/subset_fonts.py FOLDER``, where FOLDER holds the unpacked packages (each
below a folder with the package's name). It needs fontTools; the program itself does not.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import merge, subset
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont

sys.path.insert(0, str(Path(__file__).parents[2]))
from tools.calling import named, run_tool

CHECKOUT = Path(__file__).parents[2]
TARGET = CHECKOUT / "resources" / "fonts"
TRADITIONAL = (
    "張偉劉陳國華麗楊趙黃吳孫馬許鄭謝馮鄧蕭葉蘇蔣賈魯韋龍萬湯陰賀賴龔錢嚴婁鄒鄔齊關榮"
    "軍強紅蘭鳳鵬飛雲東慶亞衛寧達曉艷傑濤輝愛玉蓮學書職稱證業專員會議廣製發經濟師級"
)
RARE_NAMES = (
    "翀婳璟昇玥垚淼犇焱鑫骉羴彧昶旻昊晟炜烨煜熠珺琰琮琬瑄瑾璐璇璞瓛祎禛祺窈竑筠箬翊翾耘聿"
    "芃芮苡茜荇菡菁蒨蔚薇蕤蘅虓赟轩迩逄郦郗邬鄢钊钰铄锴镕阙隽雯霁霆霏靓靖韫颀颢飏馨骁骅骞"
    "骥鲲鹂鹭麒黛龑甯佟俞倪傅冼刁包单卞卢卜厉叶司吉吕喻夏奚姚姜姬娄宁宋宗宣尤尹屈岑岳崔巫"
    "巴常庞康廖应弓强彭徐戚戴房扈承支敖文方施时明易晁晋晏曲曹曾朱杜杭柏柯柳查栾桂桑梁梅樊"
    "欧段殷毕毛江池汤汪沃沈沙洪浦涂温游湛滕潘澹濮焦熊燕狄狐瞿皇皮盛盖石祁祖祝秋秦程穆窦章"
    "童符管糜纪纪练经缪罗翁翟耿聂胡胥臧舒艾芦苗茅茹莫荀荆荣莘萧葛董蒋蒲蓝蔡蔺薄薛虞蒙裘裴"
    "褚解詹谈谢谭谷贝费贺贾赖赵车轩辛辜边连迟邓邢邱邵邹郁郎郏郑郝郭都鄂酆金钟钮钱阎阮阳陆"
    "陈陶隗雍雷霍靳鞠韩韶顾项须饶骆高魏鱼鲁鲍鲜麦麻黄黎龙龚闫肖仝仉佴佘佼俸倩偲僖僮儇妘妤"
    "姝娅娉婕婧婷媛嫣嬿孜孟宓宥宸尧岚峣峤崚嵘嵩巍帆帏弈彤徵忻怀怡恺悠惟愫慜懿扬昀昕晗晖晞"
    "暄暐曈曦杉柠栩桐桓梓梵楠榕槿樾檀歆毓沁沅沐沛泓泠洵洺浔浠浩涵淇淳渊渝湉湜溥滢漪潇澄澍"
    "澜濂灏炀炎焜燊牧犀玖玮玲珂珈珞珩琅琇琛琦琨琪琳瑛瑜瑞瑶璋璧甄畅皓皛盈睿睿矜砚祁禾稷穗"
    "竹笙筱箐籽粲绮绾缙缦羽翎翔翡翰聪胤舜舟航芊芝芷苒若茉茗荔莉莎莹菀菲萌萱葳蓁蓓蓉蕊蕙蕴"
    "阿卜迪热买提吐尔逊帕提古丽努艾合麦提依明木拉玛罕库尔班江亚森娜孜米吾斯塔托乎萨伊布达地"
    "哈巴依叶肯波拉沙热古别克加马力汗努尔兰坎赛力克阿依登"
)
PUNCTUATION = "　、。〈〉《》「」『』【】〔〕·•・‧…—–“”‘’×÷±℃°№①②③④⑤⑥⑦⑧⑨⑩□√￥"
UYGHUR = (
    "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە،؟؛ـ0123456789 .-()"
    "ﺋﺌﺍﺎﺏﺑﺒﺐﭖﭘﭙﭗﺕﺗﺘﺖﺝﺟﺠﺞﭺﭼﭽﭻﺥﺧﺨﺦﺩﺪﺭﺮﺯﺰﮊﮋﺱﺳﺴﺲﺵﺷﺸﺶﻍﻏﻐﻎﻑﻓﻔﻒﻕﻗﻘﻖﻙﻛﻜﻚﮒﮔﮕﮓﯓﯕﯖﯔﻝﻟﻠﻞﻡﻣﻤﻢﻥﻧﻨﻦ"
    "ﮪﮬﮭﮫﻭﻮﯗﯘﯙﯚﯛﯜﯞﯟﯤﯦﯧﯥﻯﯨﯩﻰﻱﻳﻴﻲﻩﻪﻼﻻ"
)


@dataclass(frozen=True)
class Recipe:
    """How one shipped font is made."""

    file: str
    parts: tuple[str, ...]
    face: str = ""
    slim: bool = False
    arabic: bool = False
    window: bool = False
    """Whether the window, where the system has no Chinese font, is drawn with it too."""


KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
DEBIAN = "usr/share/fonts"
WEB = "package/files"
RECIPES = (
    Recipe(
        "song.otf",
        (f"fonts-noto-cjk/{DEBIAN}/opentype/noto/NotoSerifCJK-Regular.ttc",),
        "Noto Serif CJK SC",
    ),
    Recipe(
        "song-heavy.otf",
        (f"fonts-noto-cjk/{DEBIAN}/opentype/noto/NotoSerifCJK-Bold.ttc",),
        "Noto Serif CJK SC",
    ),
    Recipe(
        "hei.otf",
        (f"fonts-noto-cjk/{DEBIAN}/opentype/noto/NotoSansCJK-Regular.ttc",),
        "Noto Sans CJK SC",
        window=True,
    ),
    Recipe("kai.ttf", (f"fonts-lxgw-wenkai/{DEBIAN}/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",)),
    Recipe(
        "fangsong.otf",
        (f"fonts-noto-cjk-extra/{DEBIAN}/opentype/noto/NotoSerifCJK-Light.ttc",),
        "Noto Serif CJK SC Light",
        slim=True,
    ),
    Recipe(
        "hand-running.woff",
        (
            f"zhi-mang-xing/{WEB}/zhi-mang-xing-chinese-simplified-400-normal.woff",
            f"zhi-mang-xing/{WEB}/zhi-mang-xing-latin-400-normal.woff",
        ),
    ),
    Recipe(
        "hand-pen.woff",
        (
            f"long-cang/{WEB}/long-cang-chinese-simplified-400-normal.woff",
            f"long-cang/{WEB}/long-cang-latin-400-normal.woff",
        ),
    ),
    Recipe(
        "uyghur.ttf",
        (f"noto-naskh-arabic/{WEB}/noto-naskh-arabic-arabic-400-normal.woff",),
        arabic=True,
    ),
)


def wanted_characters() -> str:
    """Return what every Han font is asked for: GB 2312 level 1 and all that our texts use."""
    level_one = _rows_of_gb2312(0xB0, 0xD8)
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    full_width = "".join(map(chr, range(0xFF01, 0xFF5F))) + PUNCTUATION
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("zcdesk/training", "tools")
        for path in sorted((CHECKOUT / folder).rglob("*.py"))
    )
    texts = (level_one, ascii_letters, full_width, TRADITIONAL, RARE_NAMES, sources)
    letters = {letter for text in texts for letter in text if letter.isprintable()}
    return "".join(sorted(letter for letter in letters if not _is_arabic(letter)))


def window_characters() -> str:
    """Return what the window may say besides: GB 2312 level 2 and all that its texts use."""
    texts = [*(CHECKOUT / "zcdesk").rglob("*.py"), *(CHECKOUT / "resources").rglob("*.yaml")]
    said = "".join(path.read_text(encoding="utf-8") for path in texts)
    letters = {letter for letter in _rows_of_gb2312(0xD8, 0xF8) + said if letter.isprintable()}
    return "".join(sorted(letter for letter in letters if not _is_arabic(letter)))


def _rows_of_gb2312(first: int, end: int) -> str:
    return bytes(
        byte for row in range(first, end) for cell in range(0xA1, 0xFF) for byte in (row, cell)
    ).decode("gb2312", errors="ignore")


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff"


def load(recipe: Recipe, packages: Path) -> TTFont:
    """Open a font; pieces of one web font become whole again."""
    paths = [packages / part for part in recipe.parts]
    if recipe.face:
        return next(
            font
            for font in TTCollection(str(paths[0]), lazy=True).fonts
            if font["name"].getDebugName(1) == recipe.face
        )
    if len(paths) == 1:
        return TTFont(str(paths[0]))
    pieces = []
    for path in paths:
        piece, plain = TTFont(str(path)), io.BytesIO()
        piece.flavor = None
        thin(piece, wanted_characters())
        piece.save(plain)
        plain.seek(0)
        pieces.append(plain)
    return merge.Merger().merge(pieces)


def thin(font: TTFont, characters: str) -> None:
    """Keep the glyphs of ``characters``; no hinting, no layout tables."""
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, name_IDs=KEPT_NAMES
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "BASE", "GDEF"]
    chosen = subset.Subsetter(options)
    chosen.populate(text=characters)
    chosen.subset(font)


def make_slim(font: TTFont) -> None:
    """Turn a light song face into the look of 仿宋: narrower, horizontals rising to the right."""
    shape = (0.90, 0.055, 0.0, 1.0, 60.0, -25.0)
    glyphs, top = font.getGlyphSet(), font["CFF "].cff.topDictIndex[0]
    drawn: dict[str, T2CharString] = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][name][0], None)
        wide = font["hmtx"][name][0] >= 900
        glyphs[name].draw(TransformPen(pen, shape) if wide else pen)
        drawn[name] = pen.getCharString()
    for name, charstring in drawn.items():
        place = top.CharStrings.charStrings[name]
        private = top.FDArray[top.FDSelect[place]].Private
        width = font["hmtx"][name][0]
        charstring.program = _with_width(charstring.program, width, private)
        charstring.private, charstring.globalSubrs = private, top.GlobalSubrs
        top.CharStrings.charStringsIndex[place] = charstring


def rename(font: TTFont, file: str) -> None:
    """Give a changed font its own name: the licence reserves some of the old ones."""
    style = file.partition(".")[0]
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = f"zcdesk-{style}"
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = f"zcdesk-{style}"


def _with_width(program: list[object], width: int, private: object) -> list[object]:
    """Write the advance width as the private dictionary of this glyph counts it."""
    default = getattr(private, "defaultWidthX", 0)
    nominal = getattr(private, "nominalWidthX", 0)
    body = (
        program[1:] if program and isinstance(program[0], int) and program[0] == width else program
    )
    return list(body) if width == default else [width - nominal, *body]


def main() -> None:
    """Write all fonts and print the lines for ``SOURCES.toml``."""
    (packages,), characters = named("PACKAGES"), wanted_characters()
    letters = ["# Which letters each font really has; written by tools/making/subset_fonts.py."]
    for recipe in RECIPES:
        font = load(recipe, packages)
        font.flavor = "woff" if recipe.file.endswith(".woff") else None
        more = window_characters() if recipe.window else ""
        thin(font, UYGHUR if recipe.arabic else characters + more)
        if recipe.slim:
            make_slim(font)
        version = font["name"].getDebugName(5)
        rename(font, recipe.file)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        path = TARGET / recipe.file
        font.save(str(path))
        covered = "".join(sorted(map(chr, TTFont(str(path)).getBestCmap())))
        letters.append(f"{json.dumps(recipe.file)} = {json.dumps(covered, ensure_ascii=False)}")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        glyphs = len(font.getGlyphOrder())
        print(f"{recipe.file}: {path.stat().st_size:,} bytes, {glyphs} glyphs, {version}, {digest}")
    (TARGET / "letters.toml").write_text("\n".join([*letters, ""]), encoding="utf-8")


if __name__ == "__main__":
    run_tool(main)
