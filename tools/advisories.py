"""Shows what is shipped, what lies inside, and which known faults concern it.

    python tools/advisories.py           a table of all, then each fault that falls on us
    python tools/advisories.py --check   only what is wrong; status 1 when something is

``packaging/advisories.toml`` holds the faults; what is compared with them are the versions that the
lock names and those that the installed wheels tell of their insides (``tools/shipped.py``).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from packaging.specifiers import SpecifierSet

from tools.calling import run_tool
from tools.licences import told as told_licences
from tools.lock import HERE
from tools.shipped import LIBRARIES, comparable, locked_versions

ADVISORIES = HERE / "packaging" / "advisories.toml"
DAYS_A_MONTH = 30.5


@dataclass(frozen=True)
class Advisory:
    """A known fault.

    Attributes:
        of: A locked package, or ``LIBRARY in PACKAGE``.
        ids: Its names in the public lists.
        affected: The versions that have it.
        severity: critical, high, moderate or low, as its makers or the lists say.
        what: What goes wrong.
        mended_in: The first version without it; empty when there is none.
        source: Where it was read.
        kept_version: The version that was judged harmless here; empty when none was.
        kept_why: Why.
        absent: Words that must not occur in zcdesk's source for the judgement to hold.
    """

    of: str
    ids: tuple[str, ...]
    affected: SpecifierSet
    severity: str
    what: str
    mended_in: str
    source: str
    kept_version: str = ""
    kept_why: str = ""
    absent: tuple[str, ...] = ()

    def concerns(self, version: str) -> bool:
        """Whether a version has the fault."""
        return self.affected.contains(comparable(version), prereleases=True)


@dataclass(frozen=True)
class Known:
    """All advisories, with the day on which they were looked up."""

    looked_up: date
    good_for_months: int
    advisories: tuple[Advisory, ...]

    def months_old(self, today: date) -> float:
        """How long ago the lists were looked at."""
        return (today - self.looked_up).days / DAYS_A_MONTH


def read_known(text: str) -> Known:
    """Read the list.

    Raises:
        KeyError, ValueError: It is not as it should be.
    """
    told = tomllib.loads(text)
    entries = [
        Advisory(
            of=entry["of"],
            ids=tuple(entry["ids"]),
            affected=SpecifierSet(entry["affected"]),
            severity=entry["severity"],
            what=entry["what"],
            mended_in=entry["mended_in"],
            source=entry["source"],
            kept_version=entry.get("kept", {}).get("version", ""),
            kept_why=entry.get("kept", {}).get("why", ""),
            absent=tuple(entry.get("absent", ())),
        )
        for entry in told["advisory"]
    ]
    return Known(told["looked_up"], told["good_for_months"], tuple(entries))


def shipped_versions() -> dict[str, str]:
    """Return the version of each locked package and of each library that a wheel tells of."""
    inside = {library.place: library.version() for library in LIBRARIES}
    return {**locked_versions(), **{place: told for place, told in inside.items() if told}}


def faults(
    advisories: Sequence[Advisory], versions: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is wrong: a fault that nobody judged, a judgement that no longer holds.

    Args:
        advisories: The list.
        versions: Package, or ``LIBRARY in PACKAGE`` → version.
        sources: Path → text of zcdesk's source.
    """
    for entry in advisories:
        name = f"{entry.of} {', '.join(entry.ids)}"
        version = versions.get(entry.of)
        if version is None:
            continue
        concerned = entry.concerns(version)
        if concerned and entry.kept_version != version:
            mended = f"mended in {entry.mended_in}" if entry.mended_in else "not mended"
            yield f"{name}: {version} has it ({entry.severity}; {entry.what}; {mended})"
        if not concerned and entry.kept_version:
            yield f"{name}: {version} lacks it; the judgement on {entry.kept_version} can go"
        if entry.kept_version:
            for path, text in sources.items():
                for word in entry.absent:
                    if word in text:
                        yield f"{name}: judged harmless as {word} is not used, but {path} has it"


def own_sources() -> dict[str, str]:
    """Return path → text of the program's source."""
    return {
        path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((HERE / "zcdesk").rglob("*.py"))
    }


def stale(known: Known, today: date) -> str | None:
    """Return a warning when the list is older than it says it is good for."""
    months = known.months_old(today)
    if months <= known.good_for_months:
        return None
    return (
        f"WARNING: packaging/advisories.toml was looked up on {known.looked_up}, {months:.0f} "
        "months ago. Look the advisories up anew before this is released."
    )


def table(known: Known, versions: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of what ships: name, version, licence, and what is on the list."""
    licences = {entry.name: entry.licence for entry in told_licences()[1]}
    inside = {library.place: library.licence for library in LIBRARIES}
    for name in [*locked_versions(), *sorted(inside)]:
        entries = [entry for entry in known.advisories if entry.of == name]
        version = versions.get(name, "not told here")
        concerned = [entry for entry in entries if name in versions and entry.concerns(version)]
        ids = sum(len(entry.ids) for entry in concerned)
        told = f"{ids} known, judged" if concerned else "none of those on the list" * bool(entries)
        licence = {**licences, **inside}.get(name, "")
        yield f"{name:38} {version:13} {licence:24} {told}".rstrip()


def main() -> int:
    """Show or check; 1 when a fault was not judged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="only tell what is wrong")
    wish = parser.parse_args()
    known = read_known(ADVISORIES.read_text(encoding="utf-8"))
    versions = shipped_versions()
    wrong = list(faults(known.advisories, versions, own_sources()))
    if not wish.check:
        print("\n".join(table(known, versions)))
        for entry in known.advisories:
            if entry.of in versions and entry.concerns(versions[entry.of]):
                ids = ", ".join(entry.ids)
                print(f"\n{entry.of} {versions[entry.of]}: {ids} ({entry.severity})")
                print(f"    {entry.what}\n    kept: {entry.kept_why or '—'}")
        print(f"\nLooked up by hand on {known.looked_up}; what was not: {ADVISORIES.name}")
    for line in wrong:
        print(f"FAULT  {line}")
    warning = stale(known, datetime.now(UTC).date())
    if warning:
        print(warning)
    return 1 if wrong else 0


if __name__ == "__main__":
    run_tool(main)
