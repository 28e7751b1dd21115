"""zcdesk: prepares the scans of a professional-title application for blind review, offline."""

import os
import sys

from zcdesk.system.processes import shut_current_folder

# Before any library is loaded; workers inherit it and do it again.
shut_current_folder()
# onnxruntime from 1.29 on reports to its maker unless this is set before its first import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# The phrases of pypinyin take 44 MB in every process; of a name all readings of each letter count.
os.environ["PYPINYIN_NO_PHRASES"] = "1"
# Plugins of pydantic are other people's code; looking for them takes a tenth of a second.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
# A second thread of the matrix library spins without gain: pages run in several processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# PyMuPDF 2 loads a layout model (and onnxruntime with it) at import unless the name is taken.
sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]
# Where the package that makes Markdown of PDFs is installed, PyMuPDF 2 loads it at import, too.
sys.modules["pymupdf4llm"] = None  # type: ignore[assignment]

__version__ = "0.2.0"
