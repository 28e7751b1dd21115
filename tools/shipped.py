"""What is shipped: the locked packages, and the libraries inside their wheels.

The versions of the libraries are asked of the wheels that are installed here: by the function that
a library has for it, or by the name of its file. Where a wheel does not tell (on another system its
files bear other names), the version is None.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from packaging.version import Version

from tools.lock import HERE, pins


@dataclass(frozen=True)
class Library:
    """One library inside a wheel.

    Attributes:
        name: As its makers write it.
        package: The locked package whose wheel holds it.
        licence: SPDX expression.
        version: Asks the installed wheel; None where it cannot be told here.
    """

    name: str
    package: str
    licence: str
    version: Callable[[], str | None]

    @property
    def place(self) -> str:
        """Name and wheel, as an advisory writes them: ``OpenSSL in sqlcipher3``."""
        return f"{self.name} in {self.package}"


def locked_versions() -> dict[str, str]:
    """Return each package of the user's lock with its version on this Python.

    One that is locked for another system only is in it, too.
    """
    found: dict[str, str] = {}
    for pin in pins(HERE / "requirements.txt"):
        name, _, version = pin.requirement.partition("==")
        if name not in found or installed_version(name) == version:
            found[name] = version
    return found


def installed_version(package: str) -> str | None:
    """Return the version of a package that is installed here."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def comparable(version: str) -> Version:
    """Return a version that can be compared; OpenSSL's letters count as a fourth number.

    Raises:
        packaging.version.InvalidVersion: It is written in an unknown manner.
    """
    letter = re.fullmatch(r"(\d+\.\d+\.\d+)([a-z])", version)
    if letter:
        return Version(f"{letter[1]}.{ord(letter[2]) - ord('a') + 1}")
    return Version(version)


def files_of(package: str) -> Iterator[Path]:
    """Yield the installed files of a package; none when it is not installed."""
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for file in files:
        yield Path(str(file.locate()))


def _file_name(package: str, pattern: str) -> Callable[[], str | None]:
    """Read a version from the name of a shared library."""

    def ask() -> str | None:
        for path in files_of(package):
            match = re.match(pattern, path.name)
            if match:
                return ".".join(group for group in match.groups() if group)
        return None

    return ask


def _text_in(package: str, name: str, pattern: bytes) -> Callable[[], str | None]:
    """Read a version from a text inside a shared library."""

    def ask() -> str | None:
        for path in files_of(package):
            if re.search(name, path.name):
                match = re.search(pattern, path.read_bytes())
                if match:
                    return match[1].decode()
        return None

    return ask


def _pillow(feature: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        told = import_module("PIL.features").version(feature)
        return None if told is None else str(told)

    return ask


def _opencv(row: str) -> Callable[[], str | None]:
    """Read a version from the table of what OpenCV was built with."""

    def ask() -> str | None:
        match = re.search(rf"{row}:.*?\((?:ver )?(?:\d+ - )?([\d.]+)", _opencv_table())
        return match[1] if match else None

    return ask


@cache
def _opencv_table() -> str:
    return str(import_module("cv2").getBuildInformation())


def _ffmpeg() -> str | None:
    for path in files_of("opencv-python-headless"):
        if path.name.startswith("libavutil"):
            library = ctypes.CDLL(str(path))
            library.av_version_info.restype = ctypes.c_char_p
            told = library.av_version_info()
            return told.decode() if told else None
    return None


def _sqlcipher(pragma: str, pattern: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        connection = import_module("sqlcipher3.dbapi2").connect(":memory:")
        try:
            connection.execute("PRAGMA key = 'any'")
            match = re.search(pattern, str(connection.execute(f"PRAGMA {pragma}").fetchone()[0]))
        finally:
            connection.close()
        return match[1] if match else None

    return ask


def _sqlite() -> str | None:
    return str(import_module("sqlcipher3.dbapi2").sqlite_version)


def _heif(pattern: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        match = re.search(pattern, str(import_module("pillow_heif").libheif_info()))
        return match[1] if match else None

    return ask


def _lxml(constant: str) -> Callable[[], str | None]:
    def ask() -> str | None:
        return ".".join(map(str, getattr(import_module("lxml.etree"), constant)))

    return ask


def _mupdf() -> str | None:
    import_module("zcdesk")  # keeps the layout model out
    return str(import_module("pymupdf").version[1])


def _qt() -> str | None:
    return str(import_module("PySide6.QtCore").QLibraryInfo.version().toString())


def _openblas() -> str | None:
    told = import_module("numpy").show_config(mode="dicts")["Build Dependencies"]
    match = re.match(r"[\d.]+\d", str(told["blas"]["version"]))
    return match[0] if match else None


_OPENCV = "opencv-python-headless"
_QT = "pyside6-essentials"

LIBRARIES = (
    Library(
        "OpenSSL", "sqlcipher3", "Apache-2.0", _sqlcipher("cipher_provider_version", r"L (\S+)")
    ),
    Library("SQLCipher", "sqlcipher3", "BSD-3-Clause", _sqlcipher("cipher_version", r"([\d.]+)")),
    Library("SQLite", "sqlcipher3", "blessing", _sqlite),
    Library("libheif", "pillow-heif", "LGPL-3.0-or-later", _heif(r"'libheif': '([\d.]+)")),
    Library("libde265", "pillow-heif", "LGPL-3.0-or-later", _heif(r"libde265 .*?version ([\d.]+)")),
    Library("x265", "pillow-heif", "GPL-2.0-or-later", _heif(r"x265 HEVC encoder \(([\d.]+)")),
    Library("libxml2", "lxml", "MIT", _lxml("LIBXML_VERSION")),
    Library("libxslt", "lxml", "MIT", _lxml("LIBXSLT_VERSION")),
    Library("MuPDF", "pymupdf", "AGPL-3.0-or-later", _mupdf),
    Library("Qt", _QT, "LGPL-3.0-only", _qt),
    Library("libpng", _QT, "libpng-2.0", _text_in(_QT, r"Qt6?Gui", rb"libpng version ([\d.]+)")),
    Library("ICU", _QT, "ICU", _file_name(_QT, r"libicuuc\.so\.(\d+)")),
    Library("libjpeg-turbo", "pillow", "IJG AND BSD-3-Clause", _pillow("libjpeg_turbo")),
    Library("libtiff", "pillow", "libtiff", _pillow("libtiff")),
    Library("libwebp", "pillow", "BSD-3-Clause", _pillow("webp")),
    Library("OpenJPEG", "pillow", "BSD-2-Clause", _pillow("jpg_2000")),
    Library("libavif", "pillow", "BSD-2-Clause", _pillow("avif")),
    Library("FreeType", "pillow", "FTL", _pillow("freetype2")),
    Library("HarfBuzz", "pillow", "MIT", _pillow("harfbuzz")),
    Library("Raqm", "pillow", "MIT", _pillow("raqm")),
    Library("Little CMS", "pillow", "MIT", _pillow("littlecms2")),
    Library("zlib-ng", "pillow", "Zlib", _pillow("zlib_ng")),
    Library("libpng", "pillow", "libpng-2.0", _file_name("pillow", r"libpng(1)(6)-.*\.16\.(\d+)")),
    Library("liblzma", "pillow", "0BSD", _file_name("pillow", r"liblzma-.*\.so\.([\d.]+)")),
    Library("FFmpeg", _OPENCV, "LGPL-2.1-or-later", _ffmpeg),
    Library("OpenSSL", _OPENCV, "OpenSSL", _file_name(_OPENCV, r"libcrypto-.*so\.(1\.1\.1\w)")),
    Library("libpng", _OPENCV, "libpng-2.0", _opencv("PNG")),
    Library("libtiff", _OPENCV, "libtiff", _opencv("TIFF")),
    Library("OpenJPEG", _OPENCV, "BSD-2-Clause", _opencv("JPEG 2000")),
    Library("libjpeg-turbo", _OPENCV, "IJG AND BSD-3-Clause", _opencv("JPEG")),
    Library("libavif", _OPENCV, "BSD-2-Clause", _opencv("AVIF")),
    Library("libvpx", _OPENCV, "BSD-3-Clause", _file_name(_OPENCV, r"libvpx-.*\.so\.([\d.]+)")),
    Library("libaom", _OPENCV, "BSD-2-Clause", _file_name(_OPENCV, r"libaom-.*\.so\.([\d.]+)")),
    Library("OpenBLAS", "numpy", "BSD-3-Clause", _openblas),
)
"""What can be told; PyMuPDF, Qt and onnxruntime hold more, without a version to be asked for."""
