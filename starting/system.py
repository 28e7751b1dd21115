"""Packages of the Linux system: what Qt needs, what is missing, how it gets here."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from starting.words import SetupError, say, told

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# shared library → Debian package; a newer Debian or Ubuntu calls the first one …t64.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def has_display() -> bool:
    """Whether a window could open here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries() -> dict[str, str]:
    """Return the shared libraries that Qt needs and Linux lacks, each with its Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = dict(LIBRARIES)
    if os.environ.get("DISPLAY"):
        wanted.update(X11_LIBRARIES)
    elif os.environ.get("WAYLAND_DISPLAY"):  # with both, Qt falls back to X11
        wanted.update(WAYLAND_LIBRARIES)
    missing = {}
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def may_install() -> bool:
    """Whether this run may call apt itself."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and find_apt() is not None


def find_apt() -> str | None:
    """Return the path of apt-get, if this is a Debian-like system."""
    return shutil.which("apt-get", path=SYSTEM_PATH)


def install_line(packages: Sequence[str], libraries: Sequence[str] = ()) -> str:
    """Return the one line that a person runs to install system packages."""
    dnf = shutil.which("dnf", path=SYSTEM_PATH) or shutil.which("yum", path=SYSTEM_PATH)
    if find_apt() is None and dnf and libraries:
        wanted = " ".join(f"'{library}()(64bit)'" for library in libraries)
        return f"sudo {Path(dnf).name} install -y {wanted}"
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def apt(*arguments: str) -> bool:
    """Run apt-get quietly and tell whether it did its work."""
    program = find_apt()
    if program is None:
        return False
    path = os.pathsep.join(filter(None, [os.environ.get("PATH"), SYSTEM_PATH]))
    return (
        subprocess.call(
            [program, "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments],
            env={**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        == 0
    )


def install_system_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages as root and tell whether all are there now."""
    say(told("正在安装系统组件：{names}", names=told("、").join(packages)))
    apt("update")
    # Debian 13 and Ubuntu 24.04 renamed this one for 64-bit time; their apt takes the old name
    # as well where it can, so the new one is only the second try.
    renamed = [f"{name}t64" if name == "libglib2.0-0" else name for name in packages]
    install = ("install", "-y", "--no-install-recommends")
    return apt(*install, *packages) or apt(*install, *renamed)


def debian_name(package: str) -> str:
    """Return a package's name in this release, for the line that is shown to a person."""
    query = shutil.which("apt-cache", path=SYSTEM_PATH)
    if package != "libglib2.0-0" or query is None:
        return package
    shown = subprocess.run(
        [query, "show", f"{package}t64"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return f"{package}t64" if shown.stdout.strip() else package


def provide_libraries(needed: bool) -> None:
    """Install missing Linux libraries, or say how; stop when the command ``needed`` them.

    Raises:
        SetupError: Libraries are missing, cannot be installed here, and are needed.
    """
    missing = missing_libraries()
    if missing and may_install() and install_system_packages(list(missing.values())):
        missing = missing_libraries()
    if not missing:
        return
    line = install_line([debian_name(name) for name in missing.values()], list(missing))
    text = told(
        "系统缺少打开窗口所需的组件（{names}）。请运行下面这一行：\n    {line}\n",
        names=told("、").join(missing),
        line=line,
    )
    if needed:
        raise SetupError(text + told("然后再运行一次 start.py。"))
    say(text + told("现在先在没有窗口的情况下继续。"))
