"""How much a person has to do for a large application: decisions and keys for 120 pages.

    python -m benchmarks.effort [--pages 120] [--result FILE]

Draws pages of many kinds at 150 to 300 dpi, gives them to the window as one folder, and lets the
scripted user of the tests answer, sort, review and export them. Counted from the import to the
export: every press of a key and every click is a key; every choice is a decision (typing what only
she knows is none). Seals of her own are covered; signatures are not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import zcdesk  # noqa: F401  (first, it sets switches)
from benchmarks.run_record import Figure, ask_for_result, write_run
from tests.outside.window_walk import Waiter, answer_organisations
from tests.ui.counting import Counting
from tools.drawing.damage import lowered_to
from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOTICE = "region-senior-2024"
SEED = "120 pages"
KINDS = (
    "diploma", "degree_certificate", "title_certificate", "award_certificate",
    "training_certificate", "training_certificate", "appraisal_form", "appraisal_form",
    "paper_front", "journal_cover", "report_page", "report_page", "vertical_certificate",
    "award_decision", "contract_page", "posting", "recommendation", "dense_text",
)  # fmt: skip
MOST_DECISIONS, MOST_KEYS = 60, 200


def draw(folder: Path, pages: int) -> str:
    """Write the pages into a folder; return the name of whom they belong to."""
    folder.mkdir()
    person = invent_person(Random(SEED))
    colleagues = invent_colleagues(person, Random(SEED))
    for number in range(pages):
        chance = Random(f"{SEED}/{number}")
        year = str(2015 + chance.randrange(9))
        kind = KINDS[number % len(KINDS)]
        page = draw_page(kind, person, colleagues, chance, 300, {"year": year})
        dpi = chance.choice((150, 200, 300))
        page = page if dpi == 300 else lowered_to(page, dpi)
        name = folder / f"scan{number + 1:04d}.jpg"
        Image.fromarray(page.picture).save(name, quality=88, dpi=(dpi, dpi))
    return person.name


def work(walker: Counting, scans: Path, pages: int) -> tuple[int, int]:
    """Import, sort, review and export; return how many pages went out and stayed behind."""
    person = invent_person(Random(SEED))
    walker.wait(walker.window.isActiveWindow)
    walker.choose_notice(NOTICE)
    walker.wait(lambda: QApplication.focusWidget() is walker.window.identity.name)
    walker.decisions.clear()
    walker.keys = 0
    walker.introduce(person.applicant(), [scans])
    session = walker.room.session
    walker.wait(lambda: len(session.case.pages) == pages)
    walker.choose_route()
    walker.sort_tray()
    loose = {page.file_name: "achievement_evidence" for page in session.case.pages if not page.slot}
    if loose:
        walker.sort_by_hand(loose)
    walker.press(Qt.Key.Key_F3)
    if walker.room.organisations.isVisible():
        before = len(walker.room.organisations.cards)
        answer_organisations(walker)
        walker.decisions += ["an organisation is not hers"] * before

    def covers(number: int, hit: int) -> bool:
        return session.case.page(number).hits[hit].mask.target is not Target.SIGNATURE

    walker.review(covers)
    done = walker.check_and_export()
    return done.exported, len(done.left_out)


def main() -> int:
    """Measure, print, and write the run when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    ask_for_result(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        home = Path(name)
        (home / "packages").mkdir()
        draw(home / "scans", given.pages)
        application = prepare_application()
        preferences().set(case_folder=str(home / "cases"), package_folder=str(home / "packages"))
        with WorkerPool() as pool, WorkerPool(1, awaited=True) as drawing:
            window = MainWindow(pool, drawing)
            window.show()
            window.activateWindow()
            walker = Counting(cast("QtBot", Waiter()), window)
            began = time.monotonic()
            out, behind = work(walker, home / "scans", given.pages)
            seconds = time.monotonic() - began
            window.close()
        del application
    kinds = dict(Counter(walker.decisions).most_common())
    print(f"{len(walker.decisions)} decisions, {walker.keys} keys, {seconds:.0f} s")
    print(f"{out} pages exported, {behind} left out")
    print(json.dumps(kinds))
    if given.result:
        what = f"window, {given.pages} pages from import to export"
        found = [
            Figure(promise="quick", what=f"{what}: decisions", value=len(walker.decisions),
                   unit="decisions", at_most=MOST_DECISIONS),
            Figure(promise="quick", what=f"{what}: keys and clicks", value=walker.keys,
                   unit="keys", at_most=MOST_KEYS),
        ]  # fmt: skip
        note = f"150–300 dpi; {out} pages exported, {behind} left out; {seconds:.0f} s"
        write_run(given.result, "effort", found, note=note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
