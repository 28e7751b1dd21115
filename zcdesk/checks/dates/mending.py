"""From the words of a return to a list of things to do; where each belongs is a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from zcdesk.cases.case import Case, CasePage, in_slot_order
from zcdesk.cases.rounds import ToDo
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.checks.dates.named_pages import Named, named_in
from zcdesk.checks.dates.return_words import (
    ReturnSentence,
    every_short_name,
    plain,
    read_return,
    says,
    short_names,
)
from zcdesk.notices.profile import Notice, Section, Slot
from zcdesk.resources import Patterns
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.proposing import slots_for

_SAYS = Patterns("checks/patterns.toml", "mending")
_EMPTY_WORDS = ("附件", "材料", "证书", "上传", "原件", "扫描件", "扫描", "证明", "情况", "相关",
                "其他", "专业", "单位", "证")  # fmt: skip
"""Words that are in many titles and tell little."""

_COUNT_IN_FILE = re.compile(
    rf"({_SAYS.file_name.pattern})\s*的?\s*第?[^，,。；;]{{1,6}}?[张页]", re.IGNORECASE
)
"""A picture counted inside a file that is named, no picture of the case."""

_SIDES = {"反面": "id_card_back", "背面": "id_card_back", "国徽面": "id_card_back",
          "正面": "id_card_front", "人像面": "id_card_front"}  # fmt: skip

_ENOUGH = 1.5
"""Two letters that tell something, and one more."""

_LITTLE = 0.25

_LEAST = 0.1
"""A slot that is named as well as its section is meant."""


@dataclass(frozen=True)
class Points:
    """What a return asks to mend, and what it says besides (courtesy, a period, who signs)."""

    items: tuple[ToDo, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Fit:
    score: float
    section: Section
    slot: Slot | None
    name: str = ""


def points_of(notice: Notice, case: Case, words: str) -> Points:
    """Return what there is to mend, one thing for each fault and each page that it names.

    A sentence is tied to the slot whose title, or a usual or older name of its documents, shares
    most with it, else to a section; where it names no place, to that of the heading or sentence
    before. 第 n 张 counts the pictures inside the place that is named, as they were handed in;
    without a place it is the picture's own number. A person confirms each or changes it.

    Args:
        notice: Whose slots and sections.
        case: Whose pages.
        words: What the platform says, whole.
    """
    said = read_return(words, case.applicant, partial(is_place, notice))
    items: list[ToDo] = []
    for piece in said.faults:
        for part in _parts(notice, piece):
            items += _items(notice, case, part)
    return Points(tuple(items), said.remarks)


def _parts(notice: Notice, piece: ReturnSentence) -> Iterator[ReturnSentence]:
    """Yield a sentence, cut where a further place or picture with its fault begins."""
    marks = re.split(r"([，,、/])", piece.words)
    kept = place = ""
    for mark, clause in zip(["", *marks[1::2]], marks[::2], strict=True):
        fit, named = _id_of(_best(notice, clause)), named_in(clause).pictures
        elsewhere = bool(fit and place and fit != place)
        new = fit != place if fit else bool(named or _SAYS.file_name.search(clause))
        begins = new and says(clause, "fault") and says(kept, "fault")
        counted = elsewhere and named and named_in(kept).pictures
        if kept and (begins or counted):
            shown = "" if says(kept, "fault") else piece.words
            yield ReturnSentence(kept.strip(), piece.lead, shown)
            piece = replace(piece, lead=kept if place else piece.lead)
            kept, mark = "", ""
        kept += mark + clause
        place = fit or place
    yield ReturnSentence(kept.strip(), piece.lead)


def _id_of(fit: _Fit | None) -> str:
    if fit is None:
        return ""
    return fit.slot.id if fit.slot is not None else fit.section.id


def _items(notice: Notice, case: Case, piece: ReturnSentence) -> Iterator[ToDo]:
    words, named, shown = piece.words, named_in(piece.words), piece.shown or piece.words
    by_name = _named_files(case, words, named)
    joined = _joined(notice, words)
    best = _best(notice, words)
    if by_name:
        counted = (
            _pages_named(
                notice,
                case,
                None,
                piece.lead + words,
                named_in(_COUNT_IN_FILE.sub(r"\1", words)),
            )
            if best is None
            else []
        )
        every = dict.fromkeys((*counted, *by_name))
        yield from (_on_page(notice, case, shown, page) for page in every)
        return
    if joined:
        yield from (_in_place(case, shown, fit) for fit in joined)
        return
    heading = _best(notice, piece.lead) if piece.lead else None
    if best is None or (
        heading is not None and best.slot is None and heading.section.id == best.section.id
    ):
        best = heading or best
    elif heading is not None and heading.slot is None and best.slot is not None:
        narrower = _best(notice, words, heading.section)
        best = narrower if narrower is not None and narrower.slot is not None else best
    pages = _pages_named(notice, case, best, piece.lead + words, named)
    twice = "重复" in words and not any(all_of in words for all_of in ("均", "都"))
    if pages:
        yield from (_on_page(notice, case, shown, page) for page in (pages[:1] if twice else pages))
    else:
        yield _in_place(case, shown, best) if best is not None else ToDo(shown)


def _in_place(case: Case, words: str, fit: _Fit) -> ToDo:
    if fit.slot is None:
        only = fit.section.slots[0] if len(fit.section.slots) == 1 else None
        if only is None:
            return ToDo(words, fit.section.id)
        fit = replace(fit, slot=only)
    assert fit.slot is not None
    return ToDo(words, fit.section.id, fit.slot.id, _likely_page(case, fit.slot, words))


def _on_page(notice: Notice, case: Case, words: str, page: int | None) -> ToDo:
    if page is None:
        return ToDo(words)
    slot = case.page(page).slot
    section = next((s.id for s in notice.sections if any(o.id == slot for o in s.slots)), "")
    return ToDo(words, section, slot, page)


# --- Pages ---------------------------------------------------------------------------------------


def _named_files(case: Case, words: str, named: Named) -> tuple[int, ...]:
    """Return the pages whose picture, or whose file as the person called it, is named."""
    there = {page.number for page in case.pages}
    stems = {stem: page for stem, page in _stems(case).items() if page in there}
    found = [stems[stem] for stem in named.stems if stem in stems]
    text = plain(words).casefold()
    for page in case.pages:
        name = plain(page.file_name).casefold()
        stem = name.rpartition(".")[0]
        telling = len(stem) >= 4 and any(letter.isdigit() for letter in stem)
        wanted = [name, *([stem] if telling else [])]
        if any(_stands_alone(one, text) for one in wanted if one):
            same = [other.number for other in case.pages if other.path == page.path]
            at = (
                [same[n - 1] for n in named.pictures if 0 < n <= len(same)] if len(same) > 1 else []
            )
            found += at or [page.number]
    return tuple(dict.fromkeys(found))


def _stands_alone(name: str, text: str) -> bool:
    at = text.find(name)
    if at < 0:
        return False
    before, after = text[at - 1 : at] if at else "", text[at + len(name) :][:1]
    mine = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    return not mine


def _stems(case: Case) -> dict[str, int]:
    """Return the page of each picture by its name: as written out, else its place in the case."""
    known = {f"{place:03d}": number for number, place in case.places.items()}
    for delivery in case.deliveries:
        for file in delivery.files:
            if file.page is not None and file.sha256:
                known[PurePosixPath(file.name).stem.casefold()] = file.page
    return known


def _is_elsewhere(notice: Notice, words: str) -> bool:
    """Tell whether words name a place that this notice does not have."""
    here = {slot.id for slot in notice.slots()} | {section.id for section in notice.sections}
    return any(one not in here and name in words for one, name in every_short_name())


def _pages_named(
    notice: Notice, case: Case, fit: _Fit | None, words: str, named: Named
) -> list[int | None]:
    """Return the pages that a sentence counts, inside its place where it names one."""
    if not named.pictures and not named.files:
        return []
    if fit is None and _is_elsewhere(notice, words):
        return []
    if fit is None:
        stems = _stems(case)
        at = [stems.get(f"{picture:03d}") for picture in named.pictures if picture > 0]
        there = {page.number for page in case.pages}
        every = [page.number for page in in_slot_order(notice, case.pages)]
        at += [
            every[picture] for picture in named.pictures if picture < 0 and -picture <= len(every)
        ]
        return [one for one in at if one in there]
    slots = [fit.slot.id] if fit.slot else [slot.id for slot in fit.section.slots]
    lying = [number for slot in slots for number in _as_handed_in(case, slot)]
    if named.onwards:
        return [*lying[named.onwards - 1 :]]
    if named.files and named.pictures:
        files = _files_of(case, lying)
        lying = [n for file in named.files if 0 < file <= len(files) for n in files[file - 1]]
        if len(lying) == 1:
            return [lying[0]]
    elif named.files:
        files = _files_of(case, lying)
        if max(named.files) <= len(files):
            return [files[file - 1][0] for file in named.files]
        return _counted(case, lying, named.files)
    return _counted(case, lying, named.pictures)


def _counted(case: Case, lying: Sequence[int], wanted: Sequence[int]) -> list[int | None]:
    """Return pages of a place by their count, else those whose picture has that number."""
    found: list[int | None] = []
    stems = _stems(case)
    for one in wanted:
        if one < 0 and -one <= len(lying):
            found.append(lying[one])
        elif 0 < one <= len(lying):
            found.append(lying[one - 1])
        elif stems.get(f"{one:03d}") in lying:
            found.append(stems[f"{one:03d}"])
    return list(dict.fromkeys(found))


def _as_handed_in(case: Case, slot: str) -> list[int]:
    """Return the pages of a slot picture by picture, as they are on the platform."""
    there = {page.number for page in case.pages}
    numbers: list[int] = []
    for name, sent in sorted(sent_files(case).items()):
        if sent.file.slot == slot and sent.file.page is not None:
            single = below_root(name).casefold().endswith((".jpg", ".jpeg"))
            numbers += [sent.file.page] if single else [sent.file.page, *sent.file.joined]
    numbers = [number for number in numbers if number in there]
    return numbers or [page.number for page in case.pages if page.slot == slot]


def _files_of(case: Case, numbers: Sequence[int]) -> list[list[int]]:
    """Return pages by the file they came from, in their order."""
    return [list(group) for _, group in groupby(numbers, lambda number: case.page(number).path)]


def _likely_page(case: Case, slot: Slot, words: str) -> int | None:
    """Return the only page of a slot, its side of a card, or its one page of a year."""
    inside = [page for page in case.pages if page.slot == slot.id]
    if says(words, "lacking") and not inside[1:]:
        lone = [page for page in inside if not _SAYS.year.search(words)]
        return lone[0].number if lone else None
    for side, kind in _SIDES.items():
        if side in words:
            shown = [page for page in inside if page.told.kind == kind]
            return shown[0].number if len(shown) == 1 and len(inside) > 1 else _only(inside)
    years = {int(year) for year in _SAYS.year.findall(plain(words))}
    if years and not says(words, "lacking"):
        dated = [page for page in inside if years & set(page.told.years[:1])]
        return _only(dated)
    return None if years else _only(inside)


def _only(pages: Sequence[CasePage]) -> int | None:
    return pages[0].number if len(pages) == 1 else None


# --- Places --------------------------------------------------------------------------------------


def _best(notice: Notice, words: str, section: Section | None = None) -> _Fit | None:
    fits = [fit for fit in _fits(notice, words) if section is None or fit.section is section]
    best = max(fits, key=lambda fit: fit.score, default=None)
    if best is not None and best.slot is None:
        title, mine = best.section.title, best.section
        inside = [f for f in fits if f.section is mine and f.slot and f.name]
        inside = [f for f in inside if f.name not in title and f.score >= _ENOUGH]
        best = max(inside, key=lambda fit: fit.score, default=best)
    return best if best is not None and best.score >= _ENOUGH else None


def _joined(notice: Notice, words: str) -> list[_Fit]:
    """Return the slots that one sentence names side by side: 学历证书、学位证书均不清晰."""
    if any(section.title in words for section in notice.sections if len(section.slots) > 1):
        return []
    spans: list[tuple[int, int, _Fit]] = []
    for fit in _fits(notice, words):
        at = words.find(fit.name) if fit.name else -1
        if at >= 0 and fit.slot is not None and fit.score >= _ENOUGH:
            spans.append((at, at + len(fit.name), fit))
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, _Fit]] = []
    for span in spans:
        if kept and span[0] < kept[-1][1]:
            continue
        if kept and not _SAYS.joined.fullmatch(words[kept[-1][1] : span[0]]):
            return []
        kept.append(span)
    ids = [span[2].slot.id for span in kept if span[2].slot is not None]
    return [span[2] for span in kept] if len(set(ids)) == len(ids) > 1 else []


def _fits(notice: Notice, words: str) -> Iterator[_Fit]:
    words, everyday = _SAYS.objects.sub("", words), _everyday_names(notice)
    for section in notice.sections:
        called = max((_held(name, words)[0] for name in short_names(section.id)), default=0.0)
        whole = max(shared(section.title, words) - _LITTLE, called - _LEAST)
        yield _Fit(whole, section, None)
        for slot in section.slots:
            titles = (slot.title, *slot.parts)
            score = max(shared(title, words, section.title) for title in titles)
            names = everyday.get(slot.id, ())
            others = max((shared(name, words, section.title) for name in names), default=0.0)
            short = max((_held(name, words) for name in short_names(slot.id)), default=(0.0, ""))
            spelled = max(
                (title for title in (*titles, *names) if title in words), key=len, default=""
            )
            name = max(spelled, short[1], key=len)
            yield _Fit(max(score, others - _LITTLE, short[0]), section, slot, name)


def _held(name: str, words: str) -> tuple[float, str]:
    """Return how much a short name counts that words hold, a little less than a title does."""
    return (len(name) - _LITTLE - _LITTLE * len(name) / 10, name) if name in words else (0.0, "")


def _everyday_names(notice: Notice) -> dict[str, list[str]]:
    """Return what people call the documents of a slot, as far as they belong nowhere else first."""
    names: dict[str, list[str]] = {}
    for kind in kinds():
        for slot in slots_for(notice, kind)[:1]:
            names.setdefault(slot.id, []).extend((kind.title, *kind.strong))
    return names


def is_place(notice: Notice, words: str) -> bool:
    """Tell whether words are the name of a section or slot and nothing else, as a heading is."""
    bare = re.sub(r"(?:栏目|部分|方面|一栏|栏|类|材料|部份)?[：:\s]*$", "", words)
    if says(words, "fault") or len(bare) < 2:
        return False
    names = {section.title for section in notice.sections} | {slot.title for slot in notice.slots()}
    ids = [*(section.id for section in notice.sections), *(slot.id for slot in notice.slots())]
    names |= {name for one in ids for name in short_names(one)}
    return words in names or bare in names


def _telling(run: str, empty: Sequence[str]) -> bool:
    """Tell whether letters are more than words that are in many titles."""
    for word in sorted(empty, key=len, reverse=True):
        run = run.replace(word, "") if word else run
    return len(run) > 1


def shared(title: str, words: str, told_by_section: str = "") -> float:
    """Return how much of a title stands in the words: letters of what is shared, in runs of two.

    Args:
        told_by_section: Title of the slot's section: words that name just that tell of no slot.
    """
    empty = _EMPTY_WORDS if title == told_by_section else (*_EMPTY_WORDS, told_by_section)
    score, place = 0.0, 0
    while place < len(title) - 1:
        length = 0
        while place + length < len(title) and title[place : place + length + 1] in words:
            length += 1
        if length >= 2:
            run = title[place : place + length]
            score += length - _LITTLE if _telling(run, empty) else _LITTLE
            place += length
        else:
            place += 1
    return score - _LITTLE * len(title) / 10
