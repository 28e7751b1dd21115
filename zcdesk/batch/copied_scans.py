"""The same file in two people's folders: one of them has it by mistake."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zcdesk.batch.scan_folders import Matched
from zcdesk.pages.opening.folders import files_of


def copied_scans(matched: Matched) -> Mapping[int, Mapping[str, int]]:
    """Return for each row the files that lie in exactly one other person's folder too.

    What lies in more folders is meant for everybody. Only files of one size are read.

    Returns:
        By row: the other row, by the SHA-256 of the file.
    """
    by_size: dict[int, list[tuple[int, Path]]] = defaultdict(list)
    for row, path, size in _files(matched.folders):
        by_size[size].append((row, path))
    found: dict[int, dict[str, int]] = {}
    for ones in by_size.values():
        if len({row for row, _ in ones}) < 2:
            continue
        for sha256, rows in _rows_by_hash(ones).items():
            if len(rows) == 2:
                first, second = sorted(rows)
                found.setdefault(first, {})[sha256] = second
                found.setdefault(second, {})[sha256] = first
    return found


def _files(folders: Mapping[int, Path]) -> Iterator[tuple[int, Path, int]]:
    for row, folder in folders.items():
        for path in files_of([folder]):
            try:
                state = path.stat()
            except OSError:  # it is told when it is imported
                continue
            if path.is_file():
                yield row, path, state.st_size


def _rows_by_hash(ones: Iterable[tuple[int, Path]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row, path in ones:
        try:
            with path.open("rb") as stream:
                found[hashlib.file_digest(stream, "sha256").hexdigest()].add(row)
        except OSError:
            continue
    return found
