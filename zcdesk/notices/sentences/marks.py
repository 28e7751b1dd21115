"""The marks that begin a line: numbers of every custom, bullets, pictures of messages."""

from __future__ import annotations

import re

from zcdesk.quantities.numerals import HAN_NUMERALS, HAN_ORDINALS

MARKERS = (
    ("part", re.compile(rf"(第[{HAN_ORDINALS}]+(?:部分|篇))\s*")),
    ("chapter", re.compile(rf"(第[{HAN_NUMERALS}]+章)\s*")),
    ("article", re.compile(rf"(第[{HAN_NUMERALS}]+条)\s*")),
    ("han", re.compile(rf"([{HAN_ORDINALS}]{{1,3}})\s*、\s*")),
    ("han_paren", re.compile(rf"[（(]\s*([{HAN_ORDINALS}]{{1,3}})\s*[）)]\s*")),
    ("arabic_paren", re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*")),
    ("decimal3", re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d年])\s*")),
    ("decimal2", re.compile(r"(\d{1,2}\.\d{1,2})(?![\d年月日%％元万])\s*")),
    (
        "arabic",
        re.compile(
            r"(\d{1,2})\s*(?:[.．、]\s*(?:(?!\d)|(?=\d{1,2}月|\d{4}年))|[)）]\s*"
            r"|[ 　](?=[\u4e00-\u9fff“《]))"
        ),
    ),
    ("circled", re.compile(r"([①-⑳])\s*")),
    ("step", re.compile(rf"(第[{HAN_ORDINALS}]+步?)\s*[、，,:：]\s*")),
    ("firstly", re.compile(rf"([{HAN_ORDINALS}]{{1,2}})是(?=[^。：；，]{{2,16}}[。：])")),
    ("stem", re.compile(r"([甲乙丙丁戊己庚辛壬癸])\s*[、.．]\s*")),
    (
        "table",
        re.compile(rf"(表\s?[{HAN_ORDINALS}\d]{{1,2}})[\s:：、.．]+(?=[\u4e00-\u9fff、]{{2,16}}$)"),
    ),
    ("roman", re.compile(r"([Ⅰ-Ⅻ])\s*[、.．]?\s*")),
    ("latin", re.compile(r"[（(]?([A-Za-z])[)）.．、]\s*(?=[\u4e00-\u9fff“《])")),
    ("framed", re.compile(r"[【〖〔［\[]\s*([\u4e00-\u9fff、]{2,16})\s*[】〗〕］\]]\s*[:：]?\s*")),
    ("framed", re.compile(r"[§#]{1,4}\s*([\u4e00-\u9fff、]{2,16})(?=[（(\s]|$)")),
    (
        "bullet",
        re.compile(
            r"([▲△▶►▷●■◆◇★☆◎※•▪➢➤✓✔✦]|[-–—*](?=\s*[\u4e00-\u9fff“《])|[·・](?=\s*[\d\u4e00-\u9fff“《])"
            r"|[×√](?=\s)|□(?=[^□]{8,}$))\s*"
        ),
    ),
)
EMOJI = re.compile(
    "((?:[\u203c\u2049\u2139\u231a-\u23ff\u2600-\u2604\u2607-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3297\u3299\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d]*)+)\\s*(?=\\S)"
)
"""Pictures that begin a line of a message."""

KEYCAP = re.compile("^\\s*(?:(\\d{1,2})\ufe0f?\u20e3|\U0001f51f)\\s*")
