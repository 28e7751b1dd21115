"""Decoders and parsers under mutated files: what each is given, and how it must answer."""

import base64
import hashlib
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.batch.drawn import HEAD, PEOPLE
from tests.batch.roster.test_broken_rosters import book
from tests.cases.made import case
from tests.hostile import mutating as on
from tests.hostile import packed, pdfs, pictures
from zcdesk.batch.roster.people import read_roster
from zcdesk.cases.exchange.decision_file import read_decisions
from zcdesk.cases.exchange.facts_file import read_facts
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.errors import UnforeseenError, WorkerLostError, ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import parse_profile, read_profile
from zcdesk.notices.files.text_files import text_of_file
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.pages.opening.scan import decode, open_content
from zcdesk.resources import resource
from zcdesk.wording import spoken
from zcdesk.workflow.one_page.found_scans import ScanPlace, look_into, plain_document

FOUND = Path(__file__).parent / "found"
"""Inputs that once broke something: ``target.name.b64``, read again by day."""

_PAGES = 3


@dataclass(frozen=True)
class Target:
    """A decoder or parser."""

    name: str  # also the ending of the files it is given
    wholes: Callable[[], Sequence[bytes]]  # what it reads without a complaint
    mutate: on.Mutate  # how those are changed
    read: Callable[[Path], object]  # reads a file; raises ZcdeskError where it cannot be used
    number: int  # how many inputs a night gives it, some 40 s of one core

    def input(self, seed: int) -> bytes:
        """Return an input, the same for the same seed."""
        chance = Random(f"{self.name} {seed}")
        return self.mutate(chance.choice(self.wholes()), chance)


def _scan(path: Path) -> object:
    scan = open_content(path, path.read_bytes())
    return [decode(scan, index).shape for index in range(min(scan.page_count, _PAGES))]


def _word(path: Path) -> object:
    text_of_file(path)
    return plain_document(ScanPlace(str(path)))


def _case(path: Path) -> object:
    with open_case(path, writing=False) as stored:
        return stored.case


def _notice_text(path: Path) -> object:
    old = load_notice("etdz-2024")
    text = text_of_file(path)
    made = built(read(text, "mine-2027", 2027, profile_copy(old, notice_text(old)).text))
    try:
        return parse_profile(made.profile.encode(), "mine-2027.yaml")
    except ProfileError as fault:  # a profile that we wrote ourselves
        raise AssertionError(*fault.faults) from fault


def _of_kind(*kinds: str) -> Callable[[], Sequence[bytes]]:
    def wholes() -> Sequence[bytes]:
        every = {**pictures.wholes(), **pdfs.wholes(), **packed.wholes()}
        return [data for name, data in every.items() if name.rpartition(".")[2] in kinds]

    return wholes


@cache
def _documents() -> Sequence[bytes]:
    words = "".join(f"<w:p><w:r><w:t>第{n}条 材料</w:t></w:r></w:p>" for n in range(5))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{words}</w:body></w:document>'
    )
    links = '<Relationships><Relationship Id="a" TargetMode="External" Target="x"/></Relationships>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": body,
        "word/_rels/document.xml.rels": links,
    }
    return [packed.packed([(name, text.encode()) for name, text in parts.items()])]


@cache
def _rosters() -> Sequence[bytes]:
    return [book(lambda _, content: content)]


@cache
def _tables() -> Sequence[bytes]:
    rows = [",".join(row) for row in (HEAD, *PEOPLE)]
    return ["\n".join(rows).encode(), "\n".join(rows).replace(",", "\t").encode()]


_FACTS = """applicant:
  name: 沈知遥
  employer: 新疆云岭智能装备制造有限公司
  aliases: [老沈, "沈 知遥"]
level: senior
born: 1990-02-03
ce_exempt_years: [2021, 2022]
waived.papers: 没有论文
"""

_DECISIONS = f"""schema: 1
confirm_sure: true
answer: 'no'
facts: {{level: senior, since: 2020-01-02}}
texts: {{work_summary: 总结}}
route: covered
waivers: [{{code: check.seal_missing, reason: 单位已撤销, slot: diploma, page: 2}}]
pages:
  - sha256: '{"0" * 64}'
    places: [{{target: name, at: [22.0, 2.0], do: cover}}]
    seen: [page.turn_unsure]
"""


@cache
def _profiles() -> Sequence[bytes]:
    return [resource("notices", f"{name}.yaml").read_bytes() for name in ("etdz-2024", "miit-2019")]


@cache
def _texts() -> Sequence[bytes]:
    return [
        "\n".join(notice_text(load_notice(name))).encode() for name in ("etdz-2024", "miit-2019")
    ]


@cache
def _pages() -> Sequence[bytes]:
    return [b"<html><body><table><tr><td>" + text + b"</td></tr></table>" for text in _texts()]


@cache
def _cases() -> Sequence[bytes]:
    with TemporaryDirectory(prefix="zcdesk-case-") as folder:
        path = Path(folder, "a.zcase")
        create_case(path, case()).close()
        return [path.read_bytes()]


TARGETS = {
    one.name: one
    for one in (
        Target("jpg", _of_kind("jpg"), on.one_of(on.of_jpeg, on.flipped), _scan, 15_000),
        Target("png", _of_kind("png"), on.one_of(on.of_png, on.flipped), _scan, 15_000),
        Target("gif", _of_kind("gif"), on.one_of(on.of_head, on.flipped), _scan, 15_000),
        Target("webp", _of_kind("webp"), on.one_of(on.of_head, on.flipped), _scan, 20_000),
        Target("bmp", _of_kind("bmp"), on.one_of(on.of_head, on.flipped), _scan, 15_000),
        Target("tif", _of_kind("tif"), on.one_of(on.of_tiff, on.flipped), _scan, 15_000),
        Target("heic", _of_kind("heic"), on.one_of(on.of_heic, on.flipped), _scan, 4_000),
        Target("pdf", _of_kind("pdf"), on.one_of(on.of_pdf, on.flipped), _scan, 8_000),
        Target(
            "zip",
            _of_kind("zip"),
            on.one_of(on.of_zip, on.flipped),
            lambda p: look_into(str(p)),
            10_000,
        ),
        Target("docx", _documents, on.one_of(on.of_zip, on.flipped), _word, 20_000),
        Target("xlsx", _rosters, on.one_of(on.of_zip, on.flipped), read_roster, 5_000),
        Target("csv", _tables, on.of_text, read_roster, 4_000),
        Target("facts.yaml", lambda: [_FACTS.encode()], on.of_text, read_facts, 25_000),
        Target("decisions.yaml", lambda: [_DECISIONS.encode()], on.of_text, read_decisions, 20_000),
        Target("notice.yaml", _profiles, on.of_text, read_profile, 5_000),
        Target("notice.txt", _texts, on.of_text, _notice_text, 500),
        Target("notice.html", _pages, on.of_text, text_of_file, 500),
        Target("zcase", _cases, on.one_of(on.of_case, on.flipped), _case, 12_000),
    )
}


def answer(name: str, content: bytes) -> str:
    """Give an input to a target, in a worker: "read", or the code of its refusal.

    Raises:
        AssertionError: The refusal has no sentence that names the file.
        Exception: Whatever the target did not foresee.
    """
    with TemporaryDirectory(prefix="zcdesk-fuzz-") as folder:
        path = Path(folder, f"证书.{name}")
        path.write_bytes(content)
        try:
            TARGETS[name].read(path)
        except ProfileError as refusal:
            code, told = refusal.code, [fault.finding() for fault in refusal.faults]
        except ZcdeskError as refusal:
            code, told = refusal.code, [refusal.finding()]
        else:
            return "read"
    assert code not in {ZcdeskError.code, UnforeseenError.code, WorkerLostError.code}
    for finding in told:
        _must_name(finding, path.name)
    return code


def answer_of_seed(name: str, seed: int) -> str:
    """Make an input and give it to its target, in a worker."""
    return answer(name, TARGETS[name].input(seed))


def _must_name(finding: Finding, name: str) -> None:
    for language in ("zh", "en"):
        told = spoken(finding, language)
        within = str(finding.details.get("file", "")) or name  # a member of an archive
        assert name in told.message or within in told.message, finding.code
        assert told.message.count("\n") == 0


def keep(name: str, content: bytes) -> Path:
    """Keep an input that broke something as text; return its file."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.b64"
    text = base64.b64encode(content).decode()
    path.write_text("\n".join(textwrap.wrap(text, 100)) + "\n", encoding="ascii")
    return path


def kept() -> list[tuple[str, bytes]]:
    """Return what was kept: name of its target and input."""
    found = sorted(FOUND.glob("*.b64")) if FOUND.exists() else []
    return [(path.name.rsplit(".", 2)[0], base64.b64decode(path.read_text())) for path in found]
