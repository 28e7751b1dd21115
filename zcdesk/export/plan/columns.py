"""What the platform takes besides pictures: columns of PDFs, clicks, ticks and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from zcdesk.applicant import Target
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.export.plan.layout import PlannedPage, legal_title
from zcdesk.notices.profile.covering import Masking, PageAnswer
from zcdesk.notices.profile.entries import Column
from zcdesk.notices.profile.file_forms import BLANKS, FileForm, file_form, filled_name
from zcdesk.notices.profile.notice import Notice
from zcdesk.wording import sentence, thing_word

Told = tuple[str, bool]
"""A text, "" where the notice asks nothing, and whether the person still has to choose."""

_NOTHING: Told = ("", False)


def click_of(
    masking: Masking | None,
    answer: Answer | None,
    original: frozenset[Target],
    hidden: frozenset[Target],
) -> Told:
    """Return what to click or tick for a picture; never choose for the person.

    Args:
        masking: What the notice asks to cover.
        answer: What the person answered.
        original: What the original shows.
        hidden: What is, or is to be, covered.

    Source:
        逐页是/否: 自治区 2024 四（一）14 with A-06; 勾选遮盖项目: 和田 2025 五（一）4.
    """
    if masking is not None and masking.page_answer is not None:
        return _answered(masking.page_answer, answer, original)
    if masking is not None and masking.page_items is not None:
        return _ticked(hidden), False
    return _NOTHING


def classified_in(masking: Masking | None, page: PlannedPage) -> Told:
    """Return what the person said of secret material in a picture, that of all its pages."""
    if masking is None or masking.classified is None:
        return _NOTHING
    classified = classified_answer(page)
    if classified is None:
        return sentence("export.classified.choose").message, True
    return sentence(f"export.classified.{classified}").message, False


def classified_answer(page: PlannedPage) -> Classified | None:
    """Return the person's answer for a whole picture; None while one of its pages has none."""
    given = [reviewed_page.classified for reviewed_page in page.pages]
    if None in given:
        return None
    return Classified.CLEARED if Classified.CLEARED in given else Classified.NO


def _ticked(hidden: frozenset[Target]) -> str:
    words = [thing_word(target, use="paper") for target in Target if target in hidden]
    if not words:
        return sentence("export.click.no_items").message
    return sentence("export.click.items", items="".join(f"【{word}】" for word in words)).message


def _answered(asked: PageAnswer, answer: Answer | None, original: frozenset[Target]) -> Told:
    if answer is not None:
        option = asked.yes if answer is Answer.YES else asked.no
        code = "export.click.word_and_act" if option.act else "export.click.word"
        return sentence(code, word=option.word, act=option.act).message, False
    choose = sentence("export.click.choose", yes=asked.yes.word, no=asked.no.word).message
    if asked.employer_only_open and Target.EMPLOYER in original and Target.NAME not in original:
        gap = asked.employer_only
        return sentence("export.click.choose_gap", choose=choose, gap=gap).message, True
    return choose, True


_PAGE_BYTES, _EMPTY_BYTES = 700, 400
"""More than a page of a PDF adds to its picture, more than a PDF without pages takes: what
``pictures.bound`` writes around them."""

_USUAL_BY_WEIGHED = 2.2
"""A page in its usual quality against its weighed bands: 1.5 to 1.9 on the sample."""

_DEFAULT = {Column.SLOT: "{上传位置}", Column.SECTION: "{栏目}"}


@dataclass(frozen=True)
class Limits:
    """What the platform takes: what the person entered, and where she did not, the notice."""

    notice: Notice
    case: Case

    def of_picture(self, slot: str) -> FileLimit:
        """Return the limit of a picture of a slot; a page of a PDF has none of bytes or number."""
        entered, form = self.case.limit_of(slot), file_form(self.notice, slot)
        if form.pdf:
            return FileLimit(slot, None, entered.most_pixels)
        most = entered.most_bytes if entered.most_bytes is not None else form.most_bytes
        files = entered.most_pictures if entered.most_pictures is not None else form.most_files
        return replace(entered, most_bytes=most, most_pictures=files)

    def of_pdf(self, slots: Sequence[str]) -> int | None:
        """Return the most bytes of the PDF that holds some slots."""
        forms = ((self.case.limit_of(slot), file_form(self.notice, slot)) for slot in slots)
        most = (limit.most_bytes or form.most_bytes for limit, form in forms)
        return min((limit for limit in most if limit is not None), default=None)

    def weighs(self, slot: str) -> bool:
        """Tell whether a limit on bytes applies, so that a slot's pages must be made to know their
        size."""
        if file_form(self.notice, slot).pdf:
            return self.of_pdf([slot]) is not None
        limit = self.of_picture(slot)
        return limit.arrangement is not Arrangement.ONE_EACH and limit.most_bytes is not None


@dataclass(frozen=True)
class PlannedPdf:
    """One PDF of the package.

    Attributes:
        file: Path below the package.
        pages: The pictures that become its pages, in order.
        slots: Slots that it holds.
        most_bytes: Its limit, or None.
        shares: Most bytes of each of its pages, where the limit is near; by file.
    """

    file: PurePosixPath
    pages: tuple[PlannedPage, ...]
    slots: frozenset[str]
    most_bytes: int | None
    shares: Mapping[PurePosixPath, int]


def planned_pdfs(
    limits: Limits, planned: Sequence[PlannedPage], bands: Mapping[int, tuple[int, ...]]
) -> tuple[PlannedPdf, ...]:
    """Return the PDFs that the planned pictures become; () where the platform takes pictures.

    Args:
        limits: What the platform takes.
        planned: All pictures, in platform order.
        bands: Bytes of the bands of each page that was weighed, by its number.
    """
    notice = limits.notice
    forms = {slot: file_form(notice, slot) for slot in {page.slot for page in planned}}
    inside = [page for page in planned if page.slot and forms[page.slot].pdf]
    pdfs = []
    for _, group in groupby(inside, key=lambda page: _column(page, forms[page.slot])):
        pages = tuple(group)
        slots = list(dict.fromkeys(page.slot for page in pages))
        most = limits.of_pdf(slots)
        file = _file(notice, pages[0], forms[pages[0].slot])
        whole = frozenset(_slots(notice, pages[0], forms[pages[0].slot]))
        pdfs.append(PlannedPdf(file, pages, whole, most, _shares(pages, most, bands)))
    return tuple(pdfs)


def _column(page: PlannedPage, form: FileForm) -> tuple[Column, str]:
    return form.column, page.slot if form.column is Column.SLOT else page.section


def _slots(notice: Notice, page: PlannedPage, form: FileForm) -> Sequence[str]:
    if form.column is Column.SLOT:
        return [page.slot]
    return [slot.id for slot in notice.section(page.section).slots]


def _file(notice: Notice, page: PlannedPage, form: FileForm) -> PurePosixPath:
    """Return the folder of the PDF: that of its slot, or one of its section."""
    number, _, _ = page.file.parent.name.partition(" ")
    title, folder = page.slot_title, page.file.parent
    if form.column is Column.SECTION:
        number, title = number.partition("-")[0], page.section_title
        folder = folder.parent / f"{number} {legal_title(title)}".rstrip()
    values = (number, page.section_title, page.slot_title, str(notice.year))
    name = filled_name(form.name or _DEFAULT[form.column], dict(zip(BLANKS, values, strict=True)))
    return folder / f"{legal_title(name, number)}.pdf"


def _shares(
    pages: Sequence[PlannedPage], most: int | None, bands: Mapping[int, tuple[int, ...]]
) -> dict[PurePosixPath, int]:
    """Return the most bytes of each page, by what it weighs; {} where all surely fit."""
    if most is None:
        return {}
    room = max(1, most - _EMPTY_BYTES - _PAGE_BYTES * len(pages))
    weights = [max(1, sum(bands.get(page.number, ()))) for page in pages]
    total = sum(weights)
    if total * _USUAL_BY_WEIGHED <= room:
        return {}
    return {page.file: room * weight // total for page, weight in zip(pages, weights, strict=True)}


def share_of(pdfs: Sequence[PlannedPdf]) -> Callable[[PlannedPage, FileLimit], FileLimit]:
    """Return the function for the limit of a planned picture: its share of its PDF, or its own."""
    shares = {file: share for pdf in pdfs for file, share in pdf.shares.items()}

    def limited(page: PlannedPage, limit: FileLimit) -> FileLimit:
        most = shares.get(page.file)
        return limit if most is None else replace(limit, most_bytes=most)

    return limited
