"""Imports modules one after the other and prints a line of JSON for each: its name and its faults.

Run as a program: ``importing.py MODULE…``. What a module loads that it must not is told of it
alone, not of those after it.
"""

import importlib
import json
import os
import sys

_UNWANTED = {"http.client", "PySide6"}
"""Nobody asks an address for anything, and Qt stays in its floor."""


def faults(module: str) -> list[str]:
    """Import ``module`` and return what is wrong with that."""
    before = _UNWANTED & sys.modules.keys()
    try:
        importlib.import_module(module)
    except BaseException as error:
        return [repr(error)]
    found = []
    if sys.modules.get("pymupdf.layout") is not None:
        found.append("loads the layout model of PyMuPDF")
    if sys.modules.get("pymupdf4llm") is not None:
        found.append("loads what makes Markdown of PDFs")
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        found.append("leaves the telemetry of onnxruntime on")
    loaded = _UNWANTED & sys.modules.keys() - before
    allowed = {"PySide6"} if module.startswith("zcdesk.ui") else set()
    return found + [f"loads {name}" for name in sorted(loaded - allowed)]


if __name__ == "__main__":
    for module in sys.argv[1:]:
        print(json.dumps([module, faults(module)]))
