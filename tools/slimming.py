"""Make a frozen folder smaller: what is in it by size, and what libraries carry for nothing.

    python tools/slimming.py FOLDER           shows what is inside, by size

Symbols for debuggers go, libraries that are asked for and never called become empty, of two that do
the same one serves both, the data of Unicode loses the languages that nobody here reads, and
libraries that nothing needs any more go.
What goes and why stands in ``packaging/folder.toml``; on other systems only files are left out.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import ToolError, run_tool

HERE = Path(__file__).resolve().parent.parent
TABLE = HERE / "packaging" / "folder.toml"

TOOLS = ("strip", "as", "ld", "nm", "readelf", "gcc")
"""Binutils, which freezing on Linux needs anyway, and a compiler of C."""

_LOADED = 1
"""PT_LOAD of a program header."""

_PAGE = 4096

_LONGEST = 1 << 20
"""Bytes of the last item of ICU's data; nothing tells where it ends."""


@dataclass(frozen=True)
class LeftOut:
    """Files that do not come along: patterns of their names, and those that stay all the same."""

    names: tuple[str, ...]
    kept: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Tell whether a file of this name stays out."""
        return _is_like(name, self.names) and not _is_like(name, self.kept)


def table() -> dict[str, list[dict[str, object]]]:
    """Return ``packaging/folder.toml``."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def modules_left_out() -> list[str]:
    """Return the names of modules that do not come along."""
    return [str(name) for entry in table()["modules"] for name in _names(entry, "names")]


def files_left_out() -> list[LeftOut]:
    """Return which files do not come along."""
    return [LeftOut(_names(entry, "names"), _names(entry, "kept")) for entry in table()["files"]]


def libraries_made_empty() -> list[str]:
    """Return patterns of the libraries in whose place an empty one comes."""
    return [name for entry in table()["hollow"] for name in _names(entry, "names")]


def slim(folder: Path) -> None:
    """Make a frozen folder of Linux smaller.

    Raises:
        subprocess.CalledProcessError: A tool of binutils or the compiler failed.
        ToolError: What ``folder.toml`` names is not there any more, or a library that hands on
            its calls lacks one.
    """
    for pattern in libraries_made_empty():
        hollow(folder, pattern)
    for entry in table()["bridged"]:
        bridge(folder, *(str(entry[key]) for key in ("library", "by", "source")))
    _trim_unicode(folder)
    while True:
        orphans = list(unneeded(folder))
        if not orphans:
            break
        for path in orphans:
            path.unlink()
    for path in _libraries(folder):
        strip(path)


def strip(library: Path) -> None:
    """Take symbols for debuggers out of a library, unless it could not be loaded afterwards.

    Wheels hold libraries whose parts were moved by patchelf; strip moves some of them where the
    system does not take them ("load command address/offset not page-aligned").
    """
    with tempfile.TemporaryDirectory() as scratch:
        less = Path(scratch, "less")
        subprocess.run(["strip", "--strip-unneeded", "-o", str(less), str(library)], check=True)
        if less.stat().st_size < library.stat().st_size and loads(less.read_bytes()):
            shutil.copyfile(less, library)


def loads(library: bytes) -> bool:
    """Tell whether the system can map a library: offset and address alike within a page.

    Source:
        System V ABI, program header: ``p_vaddr`` and ``p_offset`` are congruent modulo the page.
    """
    (table_at,), (size, count) = (
        struct.unpack_from("<Q", library, 0x20),
        struct.unpack_from("<HH", library, 0x36),
    )
    for number in range(count):
        kind, _, offset, address = struct.unpack_from("<IIQQ", library, table_at + number * size)
        if kind == _LOADED and offset % _PAGE != address % _PAGE:
            return False
    return True


def hollow(folder: Path, pattern: str) -> None:
    """Put an empty library, with the names that others ask of it, in the place of one.

    Args:
        folder: The frozen folder.
        pattern: Of the library's file name.

    Raises:
        ToolError: There is no such library.
    """
    place = _the_library(folder, pattern)
    _write_empty(place, _asked_of(place, folder))


def bridge(folder: Path, pattern: str, by: str, source: str) -> None:
    """Put a library that hands on its calls to another one in the place of one.

    Args:
        folder: The frozen folder.
        pattern: Of the file name of the library whose place is taken.
        by: Of the file name of the one that does the work.
        source: The library that hands on, in C, below the checkout.

    Raises:
        ToolError: A library is not there, or others call what the source has not.
        subprocess.CalledProcessError: The compiler failed.
    """
    place, worker = _the_library(folder, pattern), _the_library(folder, by)
    asked = {symbol.partition("@")[0] for symbol in _asked_of(place, folder)}
    compile_bridge(HERE / source, place, worker, os.path.relpath(worker.parent, place.parent))
    missing = asked - defined(place)
    if missing:
        raise ToolError(f"{source} has no {', '.join(sorted(missing))}")


def compile_bridge(source: Path, place: Path, worker: Path, way: str) -> None:
    """Compile a library that hands on its calls.

    Args:
        source: In C.
        place: The file to write; its name is what others ask for.
        worker: The library that does the work.
        way: The worker's folder, from that of ``place``.
    """
    place.unlink(missing_ok=True)
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", f"-Wl,-soname,{place.name}"]
    command += [f"-Wl,-rpath,$ORIGIN/{way}", "-Wl,--no-undefined", "-Wl,--allow-shlib-undefined"]
    command += ["-o", str(place), str(source), f"-L{worker.parent}", f"-l:{worker.name}"]
    subprocess.run(command, check=True)


def _the_library(folder: Path, pattern: str) -> Path:
    places = [path for path in _libraries(folder) if fnmatch.fnmatchcase(path.name, pattern)]
    if len(places) != 1:
        raise ToolError(f"{pattern}: {len(places)} libraries")
    return places[0]


def _asked_of(place: Path, folder: Path) -> list[str]:
    """Return the symbols of a library that others in the folder ask for, with their versions."""
    own = defined(place)
    return sorted(
        symbol
        for user in _libraries(folder)
        if place.name in needed_by(user)
        for symbol in undefined(user)
        if symbol.partition("@")[0] in own
    )


def _write_empty(place: Path, symbols: Iterable[str]) -> None:
    """Write a library whose functions end the process."""
    versions: dict[str, list[str]] = {}
    for symbol in symbols:
        name, _, version = symbol.partition("@")
        versions.setdefault(version, []).append(name)
    names = [name for some in versions.values() for name in some]
    lines = [f".globl {name}\n.type {name},@function\n{name}:" for name in names]
    source = ".text\n" + "\n".join(lines) + "\nud2\n" + '.section .note.GNU-stack,"",@progbits\n'
    script = "".join(
        f"{version} {{ global: {'; '.join(some)}; }};\n"
        for version, some in versions.items()
        if version
    )
    with tempfile.TemporaryDirectory() as scratch:
        assembly, made, listed = (Path(scratch, name) for name in ("a.s", "a.o", "a.map"))
        assembly.write_text(source, encoding="ascii")
        listed.write_text(script, encoding="ascii")
        subprocess.run(["as", "-o", made, assembly], check=True)
        named = ["--version-script", str(listed)] if script else []
        link = ["ld", "-shared", "-soname", place.name, *named, "-o", str(place), str(made)]
        subprocess.run(link, check=True)


def _trim_unicode(folder: Path) -> None:
    """Write the library with the data of Unicode anew, without what nobody here reads."""
    rules = table()["icu"]
    assert isinstance(rules, dict)
    (place,) = (p for p in _libraries(folder) if fnmatch.fnmatchcase(p.name, str(rules["library"])))
    names = [name for name in defined(place) if re.fullmatch(r"icudt\d+_dat", name)]
    data = unicode_data(
        place.read_bytes(), _names(rules, "without"), _names(rules, "languages"),
        _names(rules, "converters"),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        raw, assembly, made = (Path(scratch, name) for name in ("a.dat", "a.s", "a.o"))
        raw.write_bytes(data)
        assembly.write_text(
            f".section .rodata\n.balign 16\n.globl {names[0]}\n.type {names[0]},@object\n"
            f'{names[0]}: .incbin "{raw}"\n.size {names[0]}, .-{names[0]}\n'
            '.section .note.GNU-stack,"",@progbits\n',
            encoding="ascii",
        )
        subprocess.run(["as", "-o", made, assembly], check=True)
        link = ["ld", "-shared", "-soname", place.name, "-o", str(place), str(made)]
        subprocess.run(link, check=True)


def unicode_data(
    library: bytes, without: Iterable[str], languages: Iterable[str], converters: Iterable[str]
) -> bytes:
    """Return the data of Unicode inside ICU's library, with fewer items.

    Args:
        library: The bytes of the library.
        without: Folders of items that go as a whole.
        languages: Bundles that stay; those of all other languages go.
        converters: Tables of encodings that stay.

    Source:
        ICU, ``ucmndata.h``: a header whose first number is its length, then a table of contents
        (count, then offset of the name and of the data for each item, sorted by name).
    """
    start = library.index(b"CmnD") - 12
    (header,) = struct.unpack_from("<H", library, start)
    kept = [
        (name, content)
        for name, content in items_of(library[start:], header)
        if _stays(name.decode(), without, set(languages), set(converters))
    ]
    return library[start : start + header] + packed(kept)


def items_of(data: bytes, header: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each item; the last one may hold more than is its own.

    Args:
        data: From the header on.
        header: Its length.
    """
    (count,) = struct.unpack_from("<I", data, header)
    pairs = list(struct.iter_unpack("<II", data[header + 4 : header + 4 + 8 * count]))
    ends = [at for _, at in pairs[1:]] + [min(len(data) - header, pairs[-1][1] + _LONGEST)]
    for (name_at, at), end in zip(pairs, ends, strict=True):
        begin = header + name_at
        name = data[begin : data.index(b"\0", begin)]
        yield name, data[header + at : header + end]


def _stays(item: str, without: Iterable[str], languages: set[str], converters: set[str]) -> bool:
    place = PurePosixPath(*PurePosixPath(item).parts[1:])
    if set(place.parts[:-1]) & set(without):
        return False
    if place.suffix == ".cnv":
        return place.stem in converters
    if place.suffix == ".res" and (
        len(place.parts) > 1 or re.match(r"[a-z]{2,3}(_|$)", place.stem)
    ):
        return place.stem in languages
    return True


def packed(items: list[tuple[bytes, bytes]]) -> bytes:
    """Return a table of contents with its items, each at a multiple of sixteen."""
    names = b"".join(name + b"\0" for name, _ in items)
    name_at = 4 + 8 * len(items)
    data_at = -(-(name_at + len(names)) // 16) * 16
    head, body = [struct.pack("<I", len(items))], []
    for name, data in items:
        head.append(struct.pack("<II", name_at, data_at))
        padded = data + b"\0" * (-len(data) % 16)
        body.append(padded)
        name_at += len(name) + 1
        data_at += len(padded)
    front = b"".join(head) + names
    return front + b"\0" * (-len(front) % 16) + b"".join(body)


def unneeded(folder: Path) -> Iterator[Path]:
    """Yield libraries of the system that nothing in the folder needs (any more)."""
    libraries = list(_libraries(folder))
    needed = {name for path in libraries for name in needed_by(path)}
    inside = folder / "_internal"
    for path in libraries:
        of_others = path.parent == inside or path.parent.name.endswith(".libs")
        library = path.name.startswith("lib") and not path.name.startswith("libpython")
        if of_others and library and path.name not in needed:
            yield path


def needed_by(library: Path) -> set[str]:
    """Return the names of the libraries that one asks for when it is loaded."""
    told = _said("readelf", "-d", str(library))
    return set(re.findall(r"\(NEEDED\).*\[(.*?)\]", told))


def _libraries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if re.search(r"\.so(\.|$)", path.name) and path.is_file() and not path.is_symlink():
            yield path


def defined(library: Path) -> set[str]:
    """Return the names of what a library has for others, without versions."""
    told = _said("nm", "-D", "--defined-only", str(library)).split("\n")
    return {line.split()[-1].partition("@")[0] for line in told if line}


def undefined(library: Path) -> set[str]:
    """Return what a library asks of others, with versions where it names them."""
    told = _said("nm", "-D", "--undefined-only", str(library)).split("\n")
    return {line.split()[-1] for line in told if line}


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def by_size(folder: Path) -> list[tuple[str, int]]:
    """Return what lies in the folder, two levels deep, with its bytes, the largest first."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(folder).parts
            inside = parts[1:] if parts[0] == "_internal" and len(parts) > 1 else parts
            found["/".join(inside[:2] if inside[0] in ("zcdesk", "PySide6") else inside[:1])] += (
                path.stat().st_size
            )
    return found.most_common()


def missing_tool() -> str | None:
    """Return the first tool that is not installed here, or None."""
    return next((name for name in TOOLS if shutil.which(name) is None), None)


def _names(entry: dict[str, object], key: str) -> tuple[str, ...]:
    names = entry.get(key, [])
    assert isinstance(names, list)
    return tuple(str(name) for name in names)


def _is_like(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def main() -> int:
    """Show what is inside."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.stderr.write("python tools/slimming.py FOLDER\n")
        return 2
    for name, size in by_size(Path(sys.argv[1])):
        print(f"{size / 1e6:8.1f} MB  {name}")
    return 0


if __name__ == "__main__":
    run_tool(main)
