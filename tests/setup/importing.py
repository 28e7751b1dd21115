"""Imports modules, each alone, and prints a line of JSON for each: its name and what is wrong.

Run as a program: ``importing.py PACKAGES MODULE…``. The large packages of others (a list with
commas) are loaded once; then each module is imported in a fork of its own, so that it is the first
of ours. Where there is no fork, give one module at a time.
"""

from __future__ import annotations

import importlib
import json
import os
import sys


def faults(module: str) -> list[str]:
    """Import ``module`` and return what is wrong with that."""
    try:
        importlib.import_module(module)
    except BaseException as error:
        return [repr(error)]
    found = []
    if sys.modules.get("pymupdf.layout") is not None:
        found.append("loads the layout model of PyMuPDF")
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        found.append("leaves the telemetry of onnxruntime on")
    unwanted = {"requests"} if module.startswith("zcdesk.ui") else {"requests", "PySide6"}
    return found + [f"loads {name}" for name in sorted(unwanted & sys.modules.keys())]


def tell(module: str) -> None:
    """Print what is wrong with a module, in one write."""
    os.write(1, (json.dumps([module, faults(module)]) + "\n").encode("utf-8"))


def main(packages: str, *modules: str) -> None:
    """Load ``packages``, then look at each module."""
    importlib.import_module("zcdesk")
    for package in filter(None, packages.split(",")):
        importlib.import_module(package)
    for module in modules:
        if not hasattr(os, "fork"):
            tell(module)
            continue
        child = os.fork()
        if child == 0:
            tell(module)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
