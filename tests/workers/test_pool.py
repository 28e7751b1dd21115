"""The worker pool keeps going whatever happens to a worker."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pebble import ProcessExpired
from pebble.pool.process import PoolManager

from tests.incidents.own_home import use_home
from tests.workers import tasks
from zcdesk.errors import SlowPageError, UnforeseenError, WorkerLostError
from zcdesk.incidents import record
from zcdesk.system.processes import interrupts_held
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workers.shared_pixels import SharedPixels
from zcdesk.workflow.one_page.found_scans import in_worker

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2) as made:
        yield made


@pytest.mark.slow
def test_every_task_gives_its_outcome(pool: WorkerPool) -> None:
    found = list(run_each(pool, tasks.double, ((n, "", (n,)) for n in range(12))))
    assert {one.key: one.result for one in found} == {n: 2 * n for n in range(12)}


@pytest.mark.slow
def test_a_dying_worker_costs_its_own_page_only(pool: WorkerPool) -> None:
    jobs = ((n, f"{n}.jpg", (n, 4)) for n in range(9))
    found = {one.key: one for one in run_each(pool, tasks.die_on, jobs)}
    assert isinstance(found[4].error, WorkerLostError)
    assert found[4].error.details["file"] == "4.jpg"
    assert [found[n].result for n in range(9) if n != 4] == [n for n in range(9) if n != 4]


@pytest.mark.nightly
@pytest.mark.parametrize("task", [tasks.hang, tasks.burn])
def test_a_task_without_end_is_given_up(pool: WorkerPool, task: Callable[[int], int]) -> None:
    (found,) = run_each(pool, task, [(1, "slow.jpg", (1,))], seconds=1.0)
    assert isinstance(found.error, SlowPageError)
    (after,) = run_each(pool, tasks.double, [(1, "", (21,))])
    assert after.result == 42


@pytest.mark.slow
def test_what_took_too_long_is_tried_again_at_the_end(pool: WorkerPool, tmp_path: Path) -> None:
    jobs = [(n, f"{n}.jpg", (str(tmp_path / "begun"), n == 1)) for n in range(4)]
    found = list(run_each(pool, tasks.burn_once, jobs, seconds=1.0))
    assert [one.result for one in found][-1] == "at last"
    assert {one.key: one.error for one in found} == dict.fromkeys(range(4))


@pytest.mark.slow
def test_one_task_that_took_too_long_is_tried_once_more(pool: WorkerPool, tmp_path: Path) -> None:
    begun = str(tmp_path / "begun")
    found = in_worker(pool, tasks.burn_once, begun, True, name="a.jpg", seconds=1.0)
    assert found == "at last"


@pytest.mark.slow
def test_on_a_busy_computer_one_waits(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdesk.workers.pool.CLOCK_FACTOR", 500.0)  # this one may be busy as well
    (found,) = run_each(pool, tasks.wait_patiently, [(1, "a.jpg", (2.0,))], seconds=1.0)
    assert found.result == "came back"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a thread keeps watch there")
def test_a_hard_working_task_ends_early(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdesk.workers.pool.CLOCK_FACTOR", 500.0)  # others may work beside it
    with pytest.raises(ProcessExpired) as ended:
        pool.submit(tasks.burn, 1, seconds=1.0).result()
    assert ended.value.exitcode == -signal.SIGPROF


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_an_idle_worker_that_is_killed_is_replaced() -> None:
    with WorkerPool(1) as alone:
        for _ in range(2):
            os.kill(alone.submit(os.getpid).result(), signal.SIGKILL)
            time.sleep(0.5)  # so that nothing is under way when it is noticed
            assert alone.submit(tasks.double, 4).result(timeout=600) == 8


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop processes like this")
def test_a_computer_that_sleeps_costs_no_task(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.workers.sleeper", str(gate)], cwd=ROOT,
        stdout=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    os.killpg(running.pid, signal.SIGSTOP)
    time.sleep(6.0)  # all but a step of it is sleep, and no waking time
    gate.touch()
    os.killpg(running.pid, signal.SIGCONT)
    told, _ = running.communicate(timeout=600)
    assert told == "it came awake\n"


def test_an_expected_error_arrives_with_its_details(pool: WorkerPool) -> None:
    (found,) = run_each(pool, tasks.refuse, [(1, "leer.jpg", ("leer.jpg",))])
    assert found.error is not None
    assert found.error.code == "scan.empty"
    assert found.error.details == {"file": "leer.jpg"}


def test_a_fault_costs_its_file(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_home(tmp_path, monkeypatch)
    (found,) = run_each(pool, tasks.stumble, [(1, "张伟.jpg", ("张伟.jpg",))])
    assert isinstance(found.error, UnforeseenError)
    assert found.error.details == {"file": "张伟.jpg"}
    (kept,) = record.incidents()
    assert (kept.kind, kept.code) == ("ZeroDivisionError", "page.unforeseen")
    assert [one.function for one in kept.frames] == ["_run"]  # of the worker, carried over
    assert "张伟" not in record.record_file().read_text(encoding="utf-8")


def test_stopping_early_leaves_the_pool_usable(pool: WorkerPool) -> None:
    walk = run_each(pool, tasks.double, ((n, "", (n,)) for n in range(500)))
    next(walk)
    walk.close()
    (after,) = run_each(pool, tasks.double, [(1, "", (4,))])
    assert after.result == 8


@pytest.fixture
def hard_of_hearing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What workers say waits a while before it is heard, as on a computer that is busy."""
    hear = PoolManager.process_next_message

    def late(self: PoolManager, timeout: float) -> None:
        time.sleep(0.3)
        hear(self, timeout)

    monkeypatch.setattr(PoolManager, "process_next_message", late)


@pytest.mark.nightly
@pytest.mark.usefixtures("hard_of_hearing")
@pytest.mark.parametrize("seconds", [0.3, 0.45, 0.6])
def test_cancelling_what_just_ended_leaves_the_next_task_alone(seconds: float) -> None:
    with WorkerPool(1) as alone:
        alone.submit(tasks.double, 1).result()
        ending = alone.submit(tasks.wait_patiently, 0.1)
        in_line = alone.submit(tasks.wait_patiently, 2.0)
        time.sleep(seconds)
        ending.cancel()
        assert in_line.result(timeout=600) == "came back"


@pytest.mark.nightly
@pytest.mark.usefixtures("hard_of_hearing")
def test_a_task_that_kills_its_worker_at_once_is_named() -> None:
    with WorkerPool(1) as alone:
        jobs = ((n, f"{n}.jpg", (n, 1)) for n in range(4))
        found = {one.key: one for one in run_each(alone, tasks.die_on, jobs)}
    assert isinstance(found[1].error, WorkerLostError)
    assert [found[n].result for n in (0, 2, 3)] == [0, 2, 3]


@pytest.mark.slow
@pytest.mark.parametrize(("short", "stays"), [(True, True), (False, False)])
def test_only_long_work_costs_its_worker(tmp_path: Path, short: bool, stays: bool) -> None:
    mark, gate = tmp_path / "worker", tmp_path / "gate"
    with WorkerPool(1) as alone:
        begun = alone.submit(tasks.begin, str(mark), str(gate), short=short)
        while not mark.exists() or not mark.read_text(encoding="utf-8"):
            time.sleep(0.02)
        in_line = alone.submit(tasks.begin, str(tmp_path / "next"), str(gate), short=short)
        time.sleep(0.3)  # until it is known that the first has begun
        assert begun.cancel()
        assert in_line.cancel()
        later = alone.submit(os.getpid)
        if stays:
            gate.touch()
        after = later.result(timeout=600)
    assert (str(after) == mark.read_text(encoding="utf-8")) is stays


def test_a_worker_can_open_no_socket(pool: WorkerPool) -> None:
    assert "no network" in pool.submit(tasks.open_socket).result()


def test_a_worker_loads_neither_window_nor_command_line(pool: WorkerPool) -> None:
    assert pool.submit(tasks.loaded).result() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes instead")
def test_workers_run_at_lower_priority(pool: WorkerPool) -> None:
    assert pool.submit(tasks.niceness).result() > min(os.nice(0), 18)  # 19 is the lowest there is


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes instead")
def test_workers_that_somebody_waits_for_do_not_stand_behind_those_who_read() -> None:
    with WorkerPool(1, awaited=True) as drawing:
        assert drawing.submit(tasks.niceness).result() == os.nice(0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process by itself")
def test_a_worker_cannot_eat_the_machine(pool: WorkerPool) -> None:
    (found,) = run_each(pool, tasks.eat_memory, [(1, "bombe.png", ())])
    assert isinstance(found.error, WorkerLostError)


def test_pixels_travel_in_memory_that_the_parent_owns(pool: WorkerPool) -> None:
    picture = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    memory = SharedPixels(7, 5)
    pool.submit(tasks.write, memory.name, picture).result()
    assert (memory.take(7, 5) == picture).all()


def test_given_back_memory_is_gone() -> None:
    memory = SharedPixels(3, 3)
    name = memory.name
    memory.release()
    with pytest.raises(FileNotFoundError):
        tasks.write(name, np.zeros((1, 1, 3), np.uint8))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no masks of signals")
def test_ctrl_c_is_held_back_even_when_a_librarys_thread_gets_it() -> None:
    ended = threading.Event()
    library = threading.Thread(target=ended.wait)
    library.start()
    steps, before = list[str](), signal.getsignal(signal.SIGINT)

    def interrupted() -> None:
        with interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.1)
            steps.append("within")
        steps.append("never")

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    finally:
        ended.set()
        library.join()
    assert steps == ["within"]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no masks of signals")
def test_every_worker_starts_with_ctrl_c_held_back() -> None:
    """Python's tracker of resources lets Ctrl-C through again when it is started on the way."""
    program = (
        "import signal, time\n"
        "from zcdesk.workers import pool\n"
        "if __name__ == '__main__':\n"
        "    seen = []\n"
        "    from multiprocessing import util\n"
        "    spawn = util.spawnv_passfds\n"
        "    def spawned(path, arguments, handles):\n"
        "        held = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])\n"
        "        seen.append(held)\n"
        "        return spawn(path, arguments, handles)\n"
        "    util.spawnv_passfds = spawned\n"
        "    with pool.WorkerPool(2) as workers:\n"
        "        for task in [workers.submit(time.sleep, 2.0) for _ in range(2)]:\n"
        "            task.result()\n"
        "    print(seen)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"[True,", b"True,", b"True]"]


@pytest.mark.nightly
def test_a_pool_that_is_closed_while_a_worker_starts_says_nothing() -> None:
    """The one that starts must not miss its locks while the pool waits for a busy one."""
    program = (
        "import time\n"
        "from zcdesk.workers.pool import WorkerPool\n"
        "if __name__ == '__main__':\n"
        "    for seconds in (0.04, 0.1):\n"
        "        with WorkerPool(2) as workers:\n"
        "            ready = [workers.submit(time.sleep, 0.2) for _ in range(2)]\n"
        "            assert [one.result() for one in ready] == [None, None]\n"
        "            busy = workers.submit(sum, range(40_000_000))\n"
        "            idle = workers.submit(time.sleep, 30.0)\n"
        "            time.sleep(0.2)\n"
        "            idle.cancel()\n"
        "            time.sleep(seconds)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stderr == b""
