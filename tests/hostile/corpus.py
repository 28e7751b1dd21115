"""The whole hostile corpus: made anew each time, alike but for keys and dates; none is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import packed, pdfs, pictures
from tests.hostile.entry import Entry, Expected, Refused
from zcdesk.errors import ScanError
from zcdesk.pages.opening.scan import decode_page, open_content
from zcdesk.workflow.one_page.found_scans import look_into

MOST_PAGES = 8
"""Of one file that are decoded; a long book is not read to its end."""


@dataclass(frozen=True)
class Answer:
    """What became of a file."""

    pages: int  # how many of its pages were given
    refused: frozenset[str] = frozenset()  # codes of the reasons why some, or the file, were not
    told: frozenset[str] = frozenset()  # codes of what was told about those that were given

    def fits(self, expected: Expected) -> bool:
        """Whether this is the answer that the corpus expects."""
        if isinstance(expected, Refused):
            return self.pages == 0 and bool(self.refused) and self.refused <= expected.codes
        return self.pages == expected.pages and not self.refused and expected.told <= self.told


def entries() -> list[Entry]:
    """Return all files of the corpus."""
    return [*pictures.entries(), *pdfs.entries(), *packed.entries()]


def spread(step: int) -> list[Entry]:
    """Return every ``step``-th file that is quickly made and answered."""
    return [entry for entry in entries() if not entry.heavy][::step]


def lay(folder: Path, chosen: Iterable[Entry]) -> dict[str, Expected]:
    """Write files into a folder; return what must become of each, by its name."""
    expected = {}
    for entry in chosen:
        (folder / entry.name).write_bytes(entry.make())
        expected[entry.name] = entry.expected
    return expected


def looked_at(path: str) -> Answer:
    """Open a file and decode its pages, as a worker of the program does it."""
    try:
        found = look_into(path)
    except ScanError as refusal:
        return Answer(0, frozenset({refusal.code}))
    pages, refused, told = 0, set(), set()
    for one in found:
        assert one.source.startswith(path), "a file outside of the archive is told"
        told |= {finding.code for finding in one.findings}
        if one.error is not None:
            refused.add(one.error.code)
        elif one.place.path == path:
            try:
                told |= _decoded(Path(path), one.page_count)
                pages += one.page_count
            except ScanError as refusal:
                refused.add(refusal.code)
        else:
            pages += one.page_count
    return Answer(pages, frozenset(refused), frozenset(told))


def _decoded(path: Path, count: int) -> set[str]:
    scan = open_content(path, path.read_bytes())
    return {
        finding.code
        for index in range(min(count, MOST_PAGES))
        for finding in decode_page(scan, index).findings
    }


def reported(pages: Sequence[Mapping[str, object]], folder: Path) -> dict[str, Answer]:
    """Return the answers that a report of ``inspect`` or ``redact`` gives, by the file's name."""
    answers: dict[str, Answer] = {}
    for page in pages:
        name = Path(str(page["source"])).relative_to(folder).parts[0]
        before = answers.get(name, Answer(0))
        findings = page["findings"]
        assert isinstance(findings, list)
        codes = frozenset(str(finding["code"]) for finding in findings)
        if page["status"] == "refused":
            answers[name] = Answer(before.pages, before.refused | codes, before.told)
        else:
            answers[name] = Answer(before.pages + 1, before.refused, before.told | codes)
    return answers


def amiss(expected: Mapping[str, Expected], answers: Mapping[str, Answer]) -> dict[str, object]:
    """Return the files that were answered otherwise than expected, or not at all."""
    return {
        name: (answers.get(name), wanted)
        for name, wanted in expected.items()
        if name not in answers or not answers[name].fits(wanted)
    }
