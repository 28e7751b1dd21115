"""A notice's text cut into its clauses, by the ways in which headings are numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from zcdesk.notices.document.blocks import is_gap
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.sentences.chat import office, spoken
from zcdesk.notices.sentences.marks import EMOJI, KEYCAP, MARKERS, ONE_SIGN
from zcdesk.quantities.numerals import HAN_ORDINALS, as_count, plain_digits
from zcdesk.resources import Patterns

TITLE, ADDRESSEE, PREAMBLE, SIGNATURE, ANNEX_LIST, GAP, TALK = (
    "题", "抬头", "引言", "落款", "附件目录", "●", "旁人的话",
)  # fmt: skip
UNREAD = frozenset({TITLE, ANNEX_LIST, GAP, TALK})
"""Clauses in which nothing is asked: names, what was not read, what others say in a chat."""

_SAYS = Patterns("notices/cutting.toml", "clauses")

_LEAST_ALONE = 3
_TOP = ("chapter", "han", "framed", "step")
"""Ways to count that begin anew behind a section whose heading has no number."""

_ANNEX = re.compile(rf"附\s*(?:件|表|录)?\s*[-—]?\s*([\d{HAN_ORDINALS}]{{0,3}})\s*[:：]?\s*(.*)")
_DATE_LINE = re.compile(
    rf"\s*(?:\d{{4}}|[0{HAN_ORDINALS}]{{4}})\s*年\s*[\d{HAN_ORDINALS}]{{1,3}}\s*月\s*[\d{HAN_ORDINALS}]{{1,3}}\s*日\s*"
)
_SIGNS = re.compile(
    r"[\u4e00-\u9fff（）() ]{4,40}(?:室|厅|局|委|办|会|中心|部|院|府|公司|集团|大学|学校)"
    rf"(?:\s+{_DATE_LINE.pattern})?"
)
_LONGEST_HEADING = 24
_STOPS = ("。", "；", "：", ":", "！", ";")
_LONGEST_ROW = 60
"""Letters of the longest row of a page; a text with longer lines has its paragraphs in one."""

_LONGEST_NAME = 12
"""Letters of a heading that has no number (申报要求)."""


@dataclass(frozen=True)
class Clause:
    """One clause, the smallest numbered piece with what follows it.

    Attributes:
        label: As the notice counts it: ``四(一)8``, ``附2``, or one of the names above.
        heading: Words of its own heading, "" when it begins with its sentence.
        text: Its lines, the number left out.
        first: Line where it begins, from 1; ``last`` is its last line.
        above: Headings of the clauses around it, the outermost first.
        annex: ``附1`` … or "".
    """

    label: str
    heading: str
    text: str
    first: int
    last: int
    above: tuple[str, ...] = ()
    annex: str = ""

    @property
    def printed(self) -> str:
        """The label with the brackets that the notice prints."""
        return self.label.replace("(", "（").replace(")", "）")

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, each with its stop; one in brackets, quotes or a table's row ends none."""
        masked = _SAYS.enclosed.sub(lambda found: "\0" * len(found[0]), self.text)
        masked = _SAYS.row.sub(lambda found: re.sub("[；;]", "\0", found[0]), masked)
        ends = [0, *(match.end() for match in _SAYS.sentence_end.finditer(masked)), len(masked)]
        pieces = (self.text[first:last].strip(" \u3000\n") for first, last in pairwise(ends))
        return tuple(filter(str.strip, pieces))


def cut(lines: Sequence[str]) -> tuple[Clause, ...]:
    """Return the clauses of a notice; every line that is not empty is in exactly one of them."""
    return _cut(tuple(lines))


@lru_cache(maxsize=8)
def _cut(lines: tuple[str, ...]) -> tuple[Clause, ...]:
    said = spoken(lines)
    full = _full_row(lines) * (not said)  # no row of a chat goes on in the next
    cutter = _Cutter(_annexes(lines), full, _headings_alone(lines), _pictures(lines))
    speaker = office(said)
    for number, line in enumerate(lines, 1):
        message = said.get(number)
        if message and (message.who != speaker or not message.words):
            cutter.pass_over(number, line)
        else:
            cutter.take(number, message.words if message else line)
    return cutter.finished()


def _pictures(lines: Sequence[str]) -> frozenset[str]:
    """Return the pictures that begin one line only: these mark no items of a list."""
    counts = Counter(mark[1] for line in lines if (mark := EMOJI.match(line.strip())))
    return frozenset(picture for picture, count in counts.items() if count == 1)


def _headings_alone(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of headings in a notice that numbers none."""
    first = min(_annexes(lines), default=len(lines) + 1)
    filled = [(number, line.strip()) for number, line in enumerate(lines, 1)
              if line.strip() and number < first and not is_gap(line)]  # fmt: skip
    top = [pattern for style, pattern in MARKERS if style in ("part", *_TOP, "article")]
    if any(pattern.match(plain_digits(line)) for _, line in filled for pattern in top):
        return frozenset()
    headings, said = [], False
    for (_, before), (number, line), (_, behind) in zip(
        filled, filled[1:], filled[2:], strict=False
    ):
        said = said or before.endswith(_STOPS)
        ends = not said or before.endswith(_STOPS) or re.search(r"[\t|]|[】）)]$", before)
        leads = re.search(r"[\t|。；：:]|^[（(]", behind) or len(behind) > _LONGEST_NAME + 4
        frame = re.match(r"各|致|附|关于|此件", line) or (
            _SAYS.title_ends.fullmatch(line) and not said
        )
        if ends and leads and _SAYS.alone.fullmatch(line) and not frame:
            headings.append(number)
    return frozenset(headings) if len(headings) >= _LEAST_ALONE else frozenset()


def _full_row(lines: Sequence[str]) -> int:
    """Return from how many letters on a row is full, in a text whose rows are broken; else 0."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < 20 or lengths[-1] > _LONGEST_ROW:
        return 0
    return round(lengths[len(lengths) * 3 // 4] * 0.85)


def _annexes(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines where an annex begins, with its label; the list of annexes is none."""
    annexes: dict[int, str] = {}
    heads = [(number, *_annex_head(line)) for number, line in enumerate(lines, 1)]
    labelled = [(number, label, rest) for number, label, rest in heads if label is not None]
    for place, (number, label, rest) in enumerate(labelled):
        assert label is not None
        again = any(other == label for _, other, _ in labelled[place + 1 :])
        behind = next((line for line in lines[number:] if line.strip()), "")
        listed = _SAYS.listed.match(rest) or (
            not rest and not label[1:] and _SAYS.listed.match(behind)
        )
        if not again and not listed:
            annexes[number] = label
    return annexes


def _annex_head(line: str) -> tuple[str | None, str]:
    text = plain_digits(line.strip())
    match = _ANNEX.fullmatch(text)
    if not match or re.search(r"[。；，]", text):
        return None, ""
    number, rest = match.groups()
    bare_head = re.fullmatch(r"附\s*(?:件|表|录)?\s*[:：]?", text)
    if not number and not bare_head and not re.match(r"附\s*(?:件|表|录)?\s*[:：]", text):
        return None, ""
    return f"附{as_count(number) or number}", rest


class _Cutter:
    """Walks the lines and keeps the headings that are above the present one."""

    def __init__(
        self, annexes: dict[int, str], full: int, alone: frozenset[int], once: frozenset[str]
    ) -> None:
        self._annexes, self._full, self._headings, self._once = annexes, full, alone, once
        self._done: list[Clause] = []
        self._stack: list[tuple[str, str, str]] = []  # style, number, heading
        self._annex = ""
        self._label, self._lines, self._first, self._last = TITLE, [""], 0, 0
        self._heading, self._last_row, self._line_before = "", 0, 0
        self._bullets = self._messages = 0

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        text = _SAYS.residue.sub("", line).strip()
        if not text:
            return
        if is_gap(text):
            self._close()
            self._open(GAP, "", text, number)
            return
        if "\t" in text:  # a row may begin with an empty cell
            text = _SAYS.residue.sub("", line).strip(" \u3000\r\n")
        self._take(number, text)
        self._last_row = len(text)

    def pass_over(self, number: int, line: str) -> None:
        """Take a line of a chat that is none of the office's; a message of its own comes behind."""
        self._close()
        self._open(TALK, "", line.strip(), number)

    def _take(self, number: int, text: str) -> None:
        if number in self._annexes:
            self._close()
            self._annex, self._stack = self._annexes[number], []
            self._open(self._annex, "", text, number)
            return
        if number in self._headings:
            self._close()
            name = text.rstrip("：:？?")
            self._stack = [("named", name, name)]
            self._open(f"{self._annex}{name}", name, text, number)
            return
        text = _with_points(text)
        text = ONE_SIGN.sub(lambda found: normalize("NFKC", found[0]), text)
        marker = self._marker(text) or self._pictured(text)
        if marker:
            style, label, rest = marker
            self._name_section(style, label)
            self._close()
            self._bullets = self._bullets + 1 if style == "bullet" else 0
            if style == "bullet":  # it has no number of its own
                style, label = f"bullet{label}", f"{label}{self._bullets}"
            heading = (
                label if style == "framed" and not EMOJI.match(f"{label}-") else _heading(rest)
            )
            self._push(style, label, heading or rest)
            alone = heading if style == "framed" else text
            self._open(self._whole_label(), heading, rest or alone, number)
            return
        self._plain(text, number)

    def _pictured(self, text: str) -> tuple[str, str, str] | None:
        """Return what a line is that begins with a picture: what its words are, else an item."""
        picture = EMOJI.match(text)
        if not picture:
            return None
        rest = text[picture.end() :].strip()
        marker = self._marker(_with_points(rest))
        if marker or picture[1] not in self._once:
            return marker or ("bullet", picture[1], rest)
        return "framed", _heading(rest) or picture[1], rest

    def finished(self) -> tuple[Clause, ...]:
        """Return the clauses."""
        self._close()
        return tuple(self._done)

    def _name_section(self, style: str, number: str) -> None:
        """Begin a section whose heading has no number, when the count below it begins anew."""
        before = self._style_of(style)
        name = self._lines[-1]
        plain = len(self._lines) > 1 and re.fullmatch(r"[\u4e00-\u9fff、]+", name)
        anew = before or (len(self._lines) > 2 and self._lines[-2].endswith("。"))
        if anew and number in ("一", "1") and plain:
            line, self._last = self._last, self._line_before
            self._lines.pop()
            self._close()
            self._stack = [("named", name, name)]
            self._open(f"{self._annex}{name}", name, name, line)

    def _plain(self, text: str, number: int) -> None:
        """Take a line without a number: a part of the letter's frame, or of the clause above it."""
        if self._label == TALK:
            self._close()
            self._messages += 1
            self._open(f"消息{self._messages}", "", text, number)
            return
        if self._goes_on(number) and not _SAYS.beside.match(text):
            self._lines[-1] += text
            self._last = number
            if len(self._lines) == 1 and self._stack:
                self._heading = _heading(self._lines[0])
                style, mark, name = self._stack[-1]
                self._stack[-1] = (style, mark, self._heading or name)
            return
        if self._is_signed() and _SAYS.forwarded.search(text):  # a notice that this one passes on
            self._close()
            self._stack, self._annex = [], ""
            self._open(TITLE, "", text, number)
            return
        label = self._frame(text)
        if label and label != self._label:
            self._close()
            self._open(label, "", text, number)
            return
        if not self._first:
            self._first = number
        self._lines.append(text)
        self._line_before, self._last = self._last, number

    def _goes_on(self, number: int) -> bool:
        """Tell whether a row goes on in this one: full, without a stop, and just above."""
        row = self._lines[-1]
        if (
            re.search(r"[\t|]", row)
            or not self._full
            or self._annex
            or number - self._last > 2
            or self._label == ANNEX_LIST
        ):
            return False
        return self._last_row >= self._full and not row.endswith(_STOPS)

    def _frame(self, text: str) -> str:
        """Return which part of the frame a line begins, "" when it goes on."""
        if self._annex:
            return ""
        office = _SIGNS.fullmatch(plain_digits(text))
        if not self._stack:
            if self._label == TITLE and re.fullmatch(r"[^。；]{2,80}[:：]", text):
                return ADDRESSEE if re.match(r"各|致", text) else PREAMBLE
            if self._label in (TITLE, ADDRESSEE) and re.search(r"[。：:]$", text):
                return PREAMBLE
            ends = self._label == TITLE and not _SAYS.title_line.fullmatch(text)
            if ends or self._label == ADDRESSEE:
                return PREAMBLE
            dated = _DATE_LINE.fullmatch(plain_digits(text))
            return SIGNATURE if self._label == PREAMBLE and (office or dated) else ""
        if re.match(r"附\s*件?\s*[:：]", text):
            return ANNEX_LIST
        if self._label == ANNEX_LIST and re.match(r"\d{1,2}\s*[.．、]", plain_digits(text)):
            return ""
        if self._label == SIGNATURE or _DATE_LINE.fullmatch(plain_digits(text)):
            return SIGNATURE
        if self._label == ANNEX_LIST or re.fullmatch(r"[（(]?此件.*", text):
            return SIGNATURE
        return SIGNATURE if office else ""

    def _marker(self, text: str) -> tuple[str, str, str] | None:
        plain = plain_digits(text)
        if _DATE_LINE.fullmatch(plain):
            return None
        for style, pattern in MARKERS:
            match = pattern.match(plain)
            if match and self._fits(style, match[1], text[match.end() :]):
                return style, match[1], text[match.end() :].strip()
        return None

    def _fits(self, style: str, number: str, rest: str) -> bool:
        """Tell whether a number at the start of a line is a heading's, not the sentence's own."""
        if style in ("arabic", "bullet", "framed", "stem", "latin") and self._label == ANNEX_LIST:
            return False
        if style == "framed" and self._label == TITLE and not any(self._lines):
            return False  # 【必看】 before the title itself
        if style == "arabic" and re.match(r"年(?![限度龄])|[月日元份张篇项号]", rest.strip()):
            return False
        return not (
            style == "decimal2" and self._style_of("arabic") not in (number.split(".")[0], "")
        )

    def _is_signed(self) -> bool:
        dated = any(_DATE_LINE.fullmatch(plain_digits(line)) for line in self._lines)
        return self._label == SIGNATURE and dated

    def _style_of(self, style: str) -> str:
        return next((number for other, number, _ in self._stack if other == style), "")

    def _push(self, style: str, number: str, rest: str) -> None:
        if style == "part" or (style in _TOP and self._style_of("named")):
            self._stack = []
        styles = [one for one, _, _ in self._stack]
        if style in styles:
            self._stack = self._stack[: styles.index(style)]
        self._stack.append((style, number, _heading(rest) or rest[:_LONGEST_HEADING]))

    def _whole_label(self) -> str:
        label = self._annex
        for style, number, _ in self._stack:
            if style.startswith("decimal"):
                label = f"{self._annex}{number}"
            elif style.endswith("paren"):
                label += f"({number})"
            else:
                label += f".{number}" if label and label == self._annex else number
        return label

    def _open(self, label: str, heading: str, text: str, number: int) -> None:
        self._label, self._heading, self._lines = label, heading, [text]
        self._first = self._last = number

    def _close(self) -> None:
        text = "\n".join(filter(None, self._lines))
        if text and self._first:
            names = [name for *_, name in self._stack]
            above = () if self._label in (SIGNATURE, ANNEX_LIST, TALK) else tuple(names[:-1])
            self._done.append(
                Clause(
                    self._label, self._heading, text, self._first, self._last, above, self._annex
                )
            )
        self._lines, self._first = [], 0


def _with_points(text: str) -> str:
    """Return a text with its keycaps as numbers (1️⃣ as 1.)."""
    return KEYCAP.sub(lambda found: f"{found[1] or 10}.", text)


_HEAD = re.compile(
    r"([^。：:；，]{2,24})[。：:]|([^。：:；，（(]{2,24})[（(][^）)]*[）)][。：:]"
    r"|\s*([^。：:；，？?]{2,24})[？?]\s*$"
)
"""Words before a stop, before a remark in brackets, and a question that the lines answer."""


def _heading(rest: str) -> str:
    """Return the words of a heading that is before a sentence or alone, "" without one."""
    rest = re.sub(r"(?<=\d):(?=\d)", "\u2236", rest)  # 8:30 ends no heading
    head = _HEAD.match(rest)
    if head:
        return head[head.lastindex or 0].strip()
    alone = rest.strip()
    plain = len(alone) <= _LONGEST_HEADING and not re.search(r"[。；，,;：:]", alone)
    return alone if plain else ""


def letters(text: str) -> str:
    """Return what counts when two texts are compared: no blanks, no points; 1.5 and 2-3 stay."""
    plain = _SAYS.dash.sub("-", plain_digits(bare(text)))
    return _SAYS.points.sub("", plain)
