"""File names of every system, and things that are no files: laid into a folder."""

import os
import socket
import sys
from pathlib import Path

from PIL import Image

from tests.pages.drawn import patches
from tests.pages.pdf_writing import encoded

GOOD = encoded(Image.fromarray(patches()), "PNG")

_NAMES = {
    "control characters": "a\x01\x07\x1b[31mb\x7f.png",
    "a line end": "one\ntwo\r\nthree.png",
    "soft line break": "软\x0b换行.png",
    "reads backwards": "证\u202egnp.exe",
    "zero width": "证\u200b\ufeff书.png",
    "line separators": "行\u2028列\u2029.png",
    "emoji": "👩\u200d🎓证书🎓.png",
    "letters beyond the plane": "𠮷𡃁.png",
    "combining marks": "e" + "\u0301" * 80 + ".png",
    "255 bytes": "长" * 83 + "aa.png",
    "device of Windows": "CON.png",
    "device of Windows with an ending": "nul.jpg.png",
    "trailing dot": "证书.png.",
    "trailing space": "证书.png ",
    "leading space": "  证书.png",
    "leading dash": "-rf --out.png",
    "signs of Windows": 'a<b>c:d"e|f?g*h.png',
    "backslashes": "..\\..\\windows\\a.png",
    "marks of a shell": "$(reboot)`id`;&'.png",
    "marks of a sentence": "{file} {0} {missing} %s %(name)s [bold]x[/bold].png",
    "marks of a page": "<b>&amp;<script>alert(1)</script>.png".replace("/", "∕"),
    "a formula": "=cmd|'∕c calc'!A1.png",
    "no ending": "证书",
    "only an ending": "证书.",
    "two endings": "证书.pdf.png",
    "same but for case": "ZHENG.PNG",
    "same but for case, again": "zheng.png",
    "composed": "\u00e9.png",
    "not composed": "e\u0301.png",
}
_BYTES = {"no UTF-8": b"\xff\xfe\x80.png", "cp936": "身份证.png".encode("gbk")}


def lay_names(folder: Path) -> dict[str, Path]:
    """Write the same good picture under every odd name that this system takes; by kind."""
    laid: dict[str, Path] = {}
    odd = {kind: os.fsencode(name) for kind, name in _NAMES.items()} | _BYTES
    for kind, name in odd.items():
        path = folder / os.fsdecode(name)
        try:
            path.write_bytes(GOOD)
        except (OSError, ValueError):
            continue
        laid[kind] = path
    return laid


def lay_things(folder: Path) -> dict[str, tuple[Path, frozenset[str]]]:
    """Lay what is no file that can be read; by kind, with the codes of which one must be told."""
    laid: dict[str, tuple[Path, frozenset[str]]] = {}

    def told(kind: str, path: Path, *codes: str) -> Path:
        laid[kind] = (path, frozenset(f"scan.{code}" for code in codes))
        return path

    folder.joinpath("there").mkdir()
    told("a link that leads nowhere", folder / "dangling.png", "missing").symlink_to("nothing.png")
    told("a link to itself", folder / "loop.png", "missing").symlink_to("loop.png")
    told("two links in a ring", folder / "ring.png", "missing").symlink_to("ring2.png")
    told("its other half", folder / "ring2.png", "missing").symlink_to("ring.png")
    told("a link to a folder", folder / "folder.png", "not_a_file").symlink_to("there")
    told("a link to its own folder", folder / "self.png", "not_a_file").symlink_to(folder)
    with told("larger than a scan", folder / "large.png", "too_large").open("wb") as stream:
        stream.truncate(501_000_000)
    with told("half a gigabyte of nothing", folder / "zeros.png", "truncated").open("wb") as stream:
        stream.truncate(60_000_000)
    if sys.platform != "win32":
        os.mkfifo(told("a pipe", folder / "pipe.png", "not_a_file"))
        if Path("/dev/zero").is_char_device():
            endless = told("a device without an end", folder / "zero.png", "not_a_file")
            endless.symlink_to("/dev/zero")
        told("a terminal", folder / "tty.png", "not_a_file", "missing").symlink_to("/dev/tty")
        codes = "not_a_file", "empty", "read_failed", "no_permission"
        told("this process", folder / "mem.png", *codes).symlink_to("/proc/self/mem")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(told("a socket", folder / "socket.png", "not_a_file")))
        if os.geteuid() != 0:
            closed = told("a file that may not be read", folder / "closed.png", "no_permission")
            closed.write_bytes(GOOD)
            closed.chmod(0)
            shut = told("a folder that may not be read", folder / "shut", "no_permission")
            shut.mkdir()
            shut.chmod(0)
    return laid
