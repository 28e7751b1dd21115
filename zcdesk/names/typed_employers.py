"""An employer out of what was typed for it: the name, what was cut off, or why it is none.

A legal name may hold brackets, figures and the words of a department. So nothing is cut off that
could make the search weaker: where it is not plain, the whole and the part are both looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.organisations import (
    begins_with_a_place,
    legal_forms,
    ownership_forms,
    without_legal_form,
)
from zcdesk.names.spellings import LEAST_LETTERS, folded, is_han, is_latin
from zcdesk.names.typed_parts import (
    FIGURES,
    Refusal,
    TypedPart,
    bare_of,
    is_dot,
    is_no_word,
    is_remark,
    label_cut,
    letters_of,
    typed_words,
)
from zcdesk.resources import Patterns

_SAYS = Patterns("characters/patterns.toml", "typed_employers")
_FIGURES = re.compile(rf"[\s\-—–#＃:：]*[A-Za-z]?[{FIGURES}][{FIGURES}A-Za-z\-#＃]*$")
_OPENING, _CLOSING = "(（[［【〔", ")）]］】〕"
_LEAST_HEAD = 3
_LEAST_LATIN, _MOST_PART = 4, 8
_DOTS_INSIDE = frozenset("·•‧∙⋅・･")


def take_employer(text: str) -> TypedPart:
    """Return the employer of a cleaned text, see :func:`zcdesk.names.search_words.take_word`.

    Further texts are other forms that are looked for as well: in Latin letters, a former or short
    name that stood beside it, the whole or the part where it is not plain which of them is meant.
    """
    plain = _behind_label(_unbracketed(bare_of(_SAYS.quotes.sub("", text), "employer_labels")))
    if hidden := _SAYS.wild.search(plain) or _SAYS.left_out.search(plain):
        return TypedPart(refusal=Refusal.WILD_CARD, shown=hidden.group())
    both = _SAYS.both.fullmatch(plain)
    if both and (both[1].strip() or begins_with_a_place(both[2])):
        return TypedPart(refusal=Refusal.TWO_EMPLOYERS)
    plain, further = _without_remarks(bare_of(_trimmed(plain), "employer_labels"))
    plain = bare_of(_trimmed(_SAYS.sealed.sub("", plain)) or plain, "employer_labels")
    if is_no_word(plain) or not any(map(str.isalpha, plain)):
        return TypedPart(refusal=Refusal.NO_WORD, shown=text)
    foreign, plain = _foreign_first(plain)
    if not any(map(is_han, plain)):
        return _foreign_employer(foreign or plain, further)
    pieces = [piece for piece in map(_without_figures, _SAYS.hard.split(_parted(plain))) if piece]
    chosen = _of_pieces(pieces, further)
    if chosen == []:
        return TypedPart(refusal=Refusal.NO_WORD, shown="")
    if chosen is None:
        return TypedPart(refusal=Refusal.TWO_EMPLOYERS)
    texts = [text for employer in chosen for text in _with_its_part(employer)]
    if foreign:
        keep = _is_body(chosen[0])
        texts = [*_without_codes(foreign), *(texts if keep else [])]
    if len(folded(texts[0])) < LEAST_LETTERS:
        return TypedPart(refusal=Refusal.SHORT)
    return TypedPart(tuple(dict.fromkeys((*texts, *further))))


def with_zeros(text: str) -> str:
    """Return a text in which a circle between Chinese figures is the figure 〇: 第一三○团."""
    return _SAYS.zero.sub("〇", text)


def _unbracketed(text: str) -> str:
    """Return a text whose first brackets hold an employer without them: 【某某公司】/设计室."""
    depth = 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if depth < 1:
            inner = _behind_label(bare_of(text[1:place], "employer_labels"))
            return f"{inner} {text[place + 1 :]}".strip() if inner and _is_body(inner) else text
    return text


def _behind_label(text: str) -> str:
    """Return a text without a label before its colon that is not in the table: 甲方, 投保单位."""
    match = _SAYS.label.match(text)
    rest = text[match.end() :] if match else ""
    return (
        bare_of(rest, "employer_labels") if rest and (_is_body(rest) or is_no_word(rest)) else text
    )


def _trimmed(text: str) -> str:
    """Return a text without marks and pictures at its ends; brackets stay."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in _OPENING):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in ")）]］】〕.。"):
        end -= 1
    cut = text[start:end]
    return cut.rstrip(".。") if any(map(is_han, cut)) else cut.rstrip("。")


def _without_remarks(text: str) -> tuple[str, list[str]]:
    """Return a text without remarks in brackets, and other names that stood in some."""
    further: dict[str, None] = {}

    def keep(found: re.Match[str]) -> str:
        inner = found.group(1).strip(" ,，:：")
        bare = label_cut(inner, "former", least=1)
        own = bare_of(inner, "employer_labels")
        if bare != inner and len(letters_of(bare)) > 1:
            further.update(dict.fromkeys(filter(None, map(_trimmed, _SAYS.hard.split(bare)))))
            return " "
        if own != inner and _is_body(own):  # （用工单位：新疆昆仑建设有限公司）
            further[_trimmed(own)] = None
            return " "
        if is_remark(inner):
            return " "
        if is_latin(found.string[: found.start()].rstrip()[-1:]):
            return f"{inner} "  # Muye Testing (Shenzhen) Ltd. is one name
        if _is_foreign(inner):
            further[inner] = None
            return " "
        return found.group() if found.group()[-1] in _CLOSING else found.group() + "）"

    while (shorter := _SAYS.bracketed.sub(keep, text)) != text:
        text = shorter
    return text.strip(), [*further]


def _is_legal(inner: str) -> bool:
    return folded(inner) in {*legal_forms(), *ownership_forms()}


def _is_foreign(text: str) -> bool:
    """Tell whether a text is in Latin or Arabic letters only, and long enough for a name."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _LEAST_LATIN and not any(map(is_han, letters))


def _foreign_first(text: str) -> tuple[str, str]:
    """Return the name in other letters that a text begins with, and what follows in Han letters."""
    start = next((place for place, letter in enumerate(text) if is_han(letter)), len(text))
    if not _is_foreign(text[:start]):
        return "", text
    return _SAYS.latin_end.sub("", text[:start].lstrip(" /／")), _trimmed(text[start:])


def _foreign_employer(plain: str, further: Sequence[str]) -> TypedPart:
    pieces = [piece for piece in map(_trimmed, _SAYS.latin_hard.split(plain)) if piece]
    latin = [piece for piece in pieces if not is_arabic(piece)]
    if len(latin) > 1 or (latin and len(pieces) > 2):
        return TypedPart(refusal=Refusal.TWO_EMPLOYERS)
    script = [piece for piece in pieces if is_arabic(piece)]
    if script:
        further = [*latin, *further]
    whole = " ".join(script or pieces)
    if len(folded(whole)) < LEAST_LETTERS:
        return TypedPart(refusal=Refusal.SHORT)
    return TypedPart(tuple(dict.fromkeys((*_without_codes(whole), *further))))


def _without_codes(foreign: str) -> list[str]:
    """Return a name in other letters, and without each figure or code behind it as well."""
    figures = _FIGURES.search(foreign)
    head = foreign[: figures.start()].strip(" ,，'’") if figures else ""
    return [foreign, *_without_codes(head)] if head else [foreign]


def _without_figures(piece: str) -> str:
    """Return a piece without a figure or a code behind a whole name."""
    figures = _FIGURES.search(piece)
    head = piece[: figures.start()] if figures else piece
    bare = _SAYS.sealed.sub("", head)
    return _trimmed(bare if bare != head or _is_whole(head) else piece)


def _parted(text: str) -> str:
    """Return a text in which dashes and stops between Han letters part names as a slash does."""
    marks, inside = [], 0
    for place, mark in enumerate(text):
        inside += (mark in _OPENING) - (mark in _CLOSING)
        before, after = text[:place].rstrip()[-1:], text[place + 1 :].lstrip()[:1]
        ended = is_han(before) or before in _CLOSING
        between = not inside and ended and is_han(after) and is_dot(mark)
        picture = unicodedata.category(mark) == "So" and mark not in "㈱"
        marks.append("/" if between and mark not in _DOTS_INSIDE else "" if picture else mark)
    return "".join(marks)


def _of_pieces(pieces: Sequence[str], further: list[str]) -> list[str] | None:
    """Return the employer and its further forms out of pieces that marks part; None for two."""
    foreign = [piece for piece in pieces if _is_foreign(piece)]
    further += foreign
    han = [piece for piece in pieces if any(map(is_han, piece)) and not is_remark(piece)]
    if len(han) < 2:
        return han or list(pieces[:1])
    bodies = [*dict.fromkeys(piece for piece in han if _is_body(piece))]
    if len(bodies) > 1:
        return None
    if not bodies:
        return ["".join(han), *han[:1]]
    place = han.index(bodies[0])
    if all(map(_is_department, han[:place])):
        return bodies
    return ["".join(han[: place + 1]), bodies[0]]  # 新疆，天山桥梁工程有限公司: a place before it


def _is_body(piece: str) -> bool:
    """Tell whether a piece names an organisation, not a room or a department of one."""
    plain = folded(piece)
    ends = plain.endswith(tuple(typed_words()["organisations"]))
    if without_legal_form(plain) != plain or (ends and not _is_department(piece)):
        return True
    part = _SAYS.last_bracket.search(piece)
    head = piece[: part.start()] if part else ""
    room = _SAYS.with_part.match(piece)
    return (bool(head) and _is_body(head)) or (room is not None and _ends_whole(room.group(1)))


def _ends_whole(text: str) -> bool:
    """Tell whether a name may end before a department; a bracket closes one as well."""
    ends = text[-1] in _CLOSING or folded(text).endswith(tuple(typed_words()["organisations"]))
    return ends and folded(text) != "兵团"


def _is_whole(text: str) -> bool:
    """Tell whether a name can end here; 兵团 and 第三师 want their number."""
    ends = tuple(end for end in typed_words()["organisations"] if len(end) > 1 and end != "兵团")
    return text[-1:] in (*_CLOSING,) or folded(text).endswith(ends)


def _is_department(piece: str) -> bool:
    plain = folded(piece)
    short = len(plain) <= _MOST_PART and not begins_with_a_place(plain)
    return short and plain.endswith(tuple(typed_words()["departments"]))


def _with_its_part(employer: str) -> list[str]:
    """Return an employer without what is behind it; both where it is not plain."""
    head, sure = _head_of(employer)
    return [employer] if not head else [*([] if sure else [employer]), *_with_its_part(head)]


def _behind_it(employer: str) -> str:
    """Return an employer without its people or a part of a company, "" where nothing is behind."""
    company = _SAYS.company.match(employer)
    if company and not _is_body(employer[company.end() :]):
        return company.group(1)
    heads = (employer.removesuffix(word) for word in typed_words()["staff"])
    return next((head for head in heads if head and head != employer and _ends_whole(head)), "")


def _before_figures(text: str) -> str:
    """Return the name before figures and codes that a text ends with, "" for none."""
    figures = _FIGURES.search(text)
    head = _trimmed(text[: figures.start()]) if figures else ""
    whole = len(head) >= _LEAST_HEAD and _is_body(head) and folded(head) != "兵团"
    return head if whole or not head else _before_figures(head)


def _head_of(employer: str) -> tuple[str, bool]:
    """Return the part of a text that may be the whole name, "" for none, and whether it surely is.

    Behind it are a room or a department, a figure, brackets, a name in other letters.
    """
    first, *rest = employer.split()
    first, tail = _trimmed(first), "".join(rest)
    if len(first) > 1 and rest and _is_body(first):
        return first, _is_department(tail) or is_remark(tail)
    if head := _before_figures(employer):
        return head, False
    opened = max(map(employer.rfind, _OPENING))
    last = employer[opened + 1 :].rstrip(_CLOSING)
    closes = employer[-1] in _CLOSING or not any(mark in employer[opened:] for mark in _CLOSING)
    if opened > 1 and closes and not _is_legal(last):
        return _trimmed(employer[:opened]), False
    if behind := _behind_it(employer):
        return behind, False
    match = _SAYS.with_part.match(employer)
    room = _without_figures(_trimmed(match.group(1))) if match else ""
    if room and _ends_whole(room):
        return room, False
    if head := _before_figures(room):
        return head, False
    for place, mark in enumerate(employer):
        if not (is_han(mark) or mark in _OPENING + _CLOSING) and _is_whole(employer[:place]):
            return employer[:place], False
    figures = re.match(r"\d{1,2}(?=\D)", employer)
    if figures and begins_with_a_place(folded(employer[figures.end() :])):
        return employer[figures.end() :], True
    return "", False
