"""Writes ``docs/schemas``: one JSON Schema for each thing that a command prints or takes as data.

    python tools/schemas.py          writes them
    python tools/schemas.py --check  only tells whether they are what it would write

They come from the very models by which the commands print, so that neither can change alone. The
codes of findings and of problems are in ``codes.json``, to which the others refer, and so are the
exit statuses.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

sys.path.insert(0, str(Path(__file__).parent.parent))
from tools.calling import comparing, run_tool, write_or_compare
from zcdesk.batch.as_data import BatchData
from zcdesk.cases.exchange.decision_file import DecisionFile
from zcdesk.cases.exchange.doubts import Doubts
from zcdesk.cases.exchange.facts_file import FactsFile
from zcdesk.checks.reporting import StatusDocument
from zcdesk.cli.case.deciding import DecidedCase
from zcdesk.cli.case.outcomes import CaseHistory, ExportedCase, ReturnedCase
from zcdesk.cli.case.sorting import SortingOutcome
from zcdesk.cli.notice.data import NoticeList, NoticeReport, ShownNotice
from zcdesk.cli.statuses import told as told_statuses
from zcdesk.doctor.examination_data import Examination
from zcdesk.problems import ProblemDocument
from zcdesk.training.lessons.loading import LessonList
from zcdesk.training.lessons.scoring import ScoredLesson
from zcdesk.vocabulary import FindingCode, ProblemCode
from zcdesk.workflow.loose.report import Inspection, Report, Verification

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"

_LIST = re.compile(r'"enum": (\[[^]]*\])')

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

PRINTED: dict[str, type[BaseModel]] = {
    "batch": BatchData,
    "case-decide": DecidedCase,
    "case-doubts": Doubts,
    "case-export": ExportedCase,
    "case-history": CaseHistory,
    "case-returned": ReturnedCase,
    "case-sort": SortingOutcome,
    "case-status": StatusDocument,
    "doctor": Examination,
    "inspect": Inspection,
    "notice-list": NoticeList,
    "notice-new": NoticeReport,
    "notice-show": ShownNotice,
    "redact": Report,
    "train-list": LessonList,
    "train-score": ScoredLesson,
    "verify": Verification,
}
"""By the command that prints it; ``notice renew`` and ``finish`` print what ``notice new`` does."""

LISTS: dict[str, Any] = {"finding": FindingCode, "problem": ProblemCode}
"""What ``codes.json`` holds, by the name under which the other schemas refer to it."""

TAKEN: dict[str, type[BaseModel]] = {"decisions": DecisionFile, "facts": FactsFile}
"""Files that a person or a script writes: for ``case decide``; for ``case new`` and ``facts``."""


def _printed(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of what a command prints: its data, or why it could not do its work."""
    either: Any = model | ProblemDocument
    return TypeAdapter(either).json_schema(mode="serialization")


def schemas() -> dict[str, str]:
    """Return the content of every file, by its name."""
    codes = {name: TypeAdapter(one).json_schema() for name, one in LISTS.items()}
    told = {
        **{name: _printed(one) for name, one in PRINTED.items()},
        **{name: one.model_json_schema(mode="validation") for name, one in TAKEN.items()},
    }
    told = {name: _referring(one, codes) for name, one in told.items()}
    said = told_statuses("en").items()
    meant = [{"const": int(status), "description": words} for status, words in said]
    statuses = {"exit-status": {"oneOf": meant}}
    return {
        f"{name}.json": _LIST.sub(
            _on_one_line, _laid_out({"$schema": _DRAFT, "$id": _id_of(name), **one})
        )
        for name, one in (told | {"codes": {"$defs": codes | statuses}}).items()
    }


def _id_of(name: str) -> str:
    return f"urn:zcdesk:schema:{name}:1"


def _referring(schema: Any, codes: dict[str, dict[str, Any]]) -> Any:
    """Return a schema in which each list of all codes is named instead of written out."""
    if isinstance(schema, list):
        return [_referring(one, codes) for one in schema]
    if not isinstance(schema, dict):
        return schema
    for name, held in codes.items():
        if schema.get("enum") == held["enum"]:
            said = {key: value for key, value in schema.items() if key not in held}
            return said | {"$ref": f"{_id_of('codes')}#/$defs/{name}"}
    return {key: _referring(value, codes) for key, value in schema.items()}


def _laid_out(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _on_one_line(found: re.Match[str]) -> str:
    """Write what a value may be as one line: there are hundreds of codes."""
    return f'"enum": {json.dumps(json.loads(found[1]), ensure_ascii=False)}'


def differing() -> list[str]:
    """Return the names of files that are not what would be written, or that nothing writes."""
    wanted = schemas()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    return sorted(name for name in wanted | there if wanted.get(name) != there.get(name))


def main() -> int:
    """Write the schemas, or compare them."""
    made = {FOLDER / name: content for name, content in schemas().items()}
    if not comparing():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for path in set(FOLDER.glob("*.json")) - made.keys():
            path.unlink()
    return write_or_compare(made) or bool(differing())


if __name__ == "__main__":
    run_tool(main)
