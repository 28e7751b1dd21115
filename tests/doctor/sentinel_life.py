"""A day of the window in a process of its own, in which everything goes wrong; it ends by a kill.

``sentinel_life.py PERSON SCANS NOTICE``: JSON of the person's words, folder of her scans.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import noting
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.kit.job import Job
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent
from zcdesk.ui.session.saving import Saver, SavingKind, Write
from zcdesk.ui.support.unforeseen import unforeseen_kept
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings


class PersonalError(Exception):
    """Holds her words in its message, its values and its notes."""


def fail_at(words: list[str]) -> None:
    """Fail in a worker with all her words in the message."""
    error = PersonalError(*words)
    error.add_note("\n".join(words))
    for word in words:
        setattr(error, f"value_{word[:2]}", word)
    raise error


def fail_at_a_file(path: str) -> bytes:
    """Fail in a worker at a file that is not there."""
    return Path(path).read_bytes()


def failing(words: list[str]) -> Generator[None, None, None]:
    yield None
    raise PersonalError(words)


def main() -> None:
    person = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    scans, words = Path(sys.argv[2]), person["words"]
    application = prepare_application()
    with WorkerPool(1) as pool, unforeseen_kept():
        place = scans.parent / f"{person['name']}.zcase"
        settle(person, place)
        applicant = Applicant(person["name"], person["employer"], id_number=person["id_number"])
        case = Case("region-senior-2024", applicant, frozenset({Target.NAME, Target.EMPLOYER}))
        case = noting.write_text(case, "work_summary", person["text"])
        create_case(place, case, person["password"]).close()
        opened = open_case(place, password=person["password"])
        case = add_scans(opened.case, [scans])
        for page in examine(pool, case, SessionReadings()):  # one file is refused
            case = case.with_page(page)
        opened.save(case, "import")
        fail_everywhere(application, pool, words, scans)
        saver = Saver(opened)
        saver.put(Write(SavingKind.ACT, "not a case", person["name"]))  # type: ignore[arg-type]
        wait(application, lambda: saver.stuck is not None)
        os.kill(os.getpid(), signal.SIGKILL)


def settle(person: dict[str, str], place: Path) -> None:
    """Set what a person sets: her folders, and her case among the recent ones."""
    preferences().set(
        case_folder=str(place.parent),
        package_folder=str(place.parent / person["employer"]),
        recent=(
            Recent(path=str(place), notice=person["notice"], title=person["name"], where="学历"),
        ),
    )


def fail_everywhere(
    application: QApplication, pool: WorkerPool, words: list[str], scans: Path
) -> None:
    """Fail in a worker, in a handler of the window, in a thread and in work beside the window."""
    tasks = [(0, words[0], (words,))]
    assert all(one.error is not None for one in run_each(pool, fail_at, tasks))
    missing = str(scans / f"{words[0]}不在.jpg")
    assert all(one.error for one in run_each(pool, fail_at_a_file, [(0, words[0], (missing,))]))
    assert all(one.error for one in run_each(pool, os._exit, [(0, words[0], (7,))]))
    job = Job(failing(words), application)
    job.start()
    job.wait()
    fired: list[bool] = []

    def handler() -> None:
        fired.append(True)
        raise PersonalError(" ".join(words))

    QTimer.singleShot(0, handler)
    wait(application, lambda: bool(fired))


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    """Let the window run until something has happened."""
    clock = QTimer()
    clock.timeout.connect(lambda: until() and application.quit())
    clock.start(20)
    application.exec()
    clock.stop()  # an error's traceback keeps it alive, and it would end the next loop at once


if __name__ == "__main__":
    main()
