"""The same run on a real Dask scheduler with real workers, one of which is killed midway."""

import json
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.desk import Desk, pages_in, results_of
from tests.batch.drawn import draw_people, write_roster
from zcdesk.batch import cluster
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.working import PageStep
from zcdesk.errors import WorkerLostError, ZcdeskError
from zcdesk.wording import spoken

distributed = pytest.importorskip("distributed")


def local_cluster(folder: Path, workers: int, **more: object) -> Any:
    more |= {"dashboard_address": None, "local_directory": str(folder / "dask")}
    return distributed.LocalCluster(n_workers=workers, threads_per_worker=1, **more)


@pytest.mark.nightly
def test_a_killed_worker_of_a_cluster_costs_nothing(tmp_path: Path) -> None:
    scans = draw_people(tmp_path / "材料")
    people = read_roster(write_roster(tmp_path / "r.xlsx")).people
    with local_cluster(tmp_path, 2) as local, cluster.ClusterPool(local.scheduler_address) as pool:
        assert pool.workers == 2
        steps: list[object] = []
        for one in Desk(pool, people, scans, tmp_path / "结果").steps(resume=False):
            steps.append(one)
            if isinstance(one, PageStep) and sum(isinstance(one, PageStep) for one in steps) == 1:
                worker = next(iter(local.workers.values()))
                os.kill(worker.process.process.pid, signal.SIGTERM)
    results = results_of(steps)
    assert sorted(results) == [2, 3, 4]
    assert not any(result.problem for result in results.values())
    assert [result.pages["refused"] for result in results.values()] == [0, 0, 0]
    assert sum(map(len, pages_in(tmp_path / "结果").values())) == 6


def spin(noted: str) -> None:
    with Path(noted).open("a", encoding="utf-8") as file:
        file.write("!")
    while True:
        pass


def call_home(noted: str) -> None:
    with Path(noted).open("a", encoding="utf-8") as file:
        file.write("?")
    socket.socket()


def own_name() -> str:
    return multiprocessing.current_process().name


@pytest.mark.nightly
def test_a_task_of_a_cluster_has_the_bounds_of_every_other_and_its_error_is_met_once(
    tmp_path: Path,
) -> None:
    local = local_cluster(tmp_path, 1)
    noted = tmp_path / "每次一个"
    with local, cluster.ClusterPool(local.scheduler_address) as pool:
        # By the clock where the computer is too busy to give it that much.
        with pytest.raises((WorkerLostError, TimeoutError)):
            pool.submit(spin, str(noted), seconds=4.0).result(120)
        with pytest.raises(PermissionError):
            pool.submit(call_home, str(noted)).result(120)
        assert noted.read_text("utf-8") == "!?"
        assert pool.submit(own_name).result(120) != "MainProcess"


def test_why_a_cluster_cannot_be_used_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    codes = {
        "not an address": "batch.cluster_address",
        "tls://host": "batch.cluster_address",
        "tcp://127.0.0.1:9": "batch.no_cluster",
        "tls://127.0.0.1:9": "batch.cluster_certificate",
    }
    for address, code in codes.items():
        with pytest.raises(ZcdeskError, match=f"^{code}$") as raised:
            cluster.ClusterPool(address)
        assert address in spoken(raised.value.finding(), "zh").message
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ZcdeskError, match=r"^batch\.no_dask$"):
        cluster.ClusterPool("tcp://127.0.0.1:9")


def test_folders_that_workers_do_not_see_are_one_error_before_any_page(tmp_path: Path) -> None:
    here, gone = tmp_path / "材料", tmp_path / "别处"
    here.mkdir()
    out = tmp_path / "结果"
    out.mkdir()
    local = local_cluster(tmp_path, 1, processes=False, protocol="tcp://")
    with local, cluster.ClusterPool(local.scheduler_address) as pool:
        assert isinstance(pool, cluster.ClusterPool)
        pool.require_sight(here, out)
        assert list(out.iterdir()) == []
        with pytest.raises(ZcdeskError, match=r"^batch\.cluster_unseen$") as raised:
            pool.require_sight(gone, out)
        assert raised.value.details["count"] == raised.value.details["of"] == 1
        assert list(out.iterdir()) == []


unix = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("openssl") is None, reason="needs openssl"
)
ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "batch.md").read_text("utf-8")
PLACE = "/etc/zcdesk"


def written(kind: str) -> list[str]:
    """The blocks of one kind in the part on Dask."""
    part = MANUAL[MANUAL.index("## 几台电脑一起做：Dask") :]
    return re.findall(rf"```{kind}\n(.*?)```", part, re.DOTALL)


@pytest.fixture
def configured(tmp_path: Path) -> dict[str, str]:
    """An environment in which certificate and configuration lie where the manual says."""
    home = tmp_path / "home"
    place = home / "zcdesk"
    place.mkdir(parents=True)
    certificate, _ = written("sh")
    told = certificate.replace(PLACE, str(place))
    subprocess.run(["sh", "-e", "-c", told], check=True, capture_output=True)
    assert (place / "key.pem").stat().st_mode & 0o777 == 0o600
    (configuration,) = written("yaml")
    config = home / ".config" / "dask"
    config.mkdir(parents=True)
    (config / "distributed.yaml").write_text(configuration.replace(PLACE, str(place)), "utf-8")
    environment = {key: text for key, text in os.environ.items() if not key.startswith("DASK_")}
    return {**environment, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def asked(program: str, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


@unix
def test_certificate_and_configuration_of_the_manual_are_taken(configured: dict[str, str]) -> None:
    program = (
        "import dask, json\n"
        "from zcdesk.batch.cluster import _require_certificate\n"
        "_require_certificate('tls://127.0.0.1:9')\n"
        "import distributed\n"
        "print(json.dumps([dask.config.get('distributed.comm.require-encryption'),"
        " dask.config.get('distributed.scheduler.http.routes'),"
        " dask.config.get('distributed.worker.http.routes')]))"
    )
    assert json.loads(asked(program, configured)) == [True, [], []]
    assert '".[cluster]"' in MANUAL
    assert "zcdesk[cluster]" not in MANUAL


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        one.terminate()
    for one in started:
        one.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@unix
@pytest.mark.nightly
def test_the_commands_of_the_manual_work_through_a_roster_over_tls(
    configured: dict[str, str], running: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    _, commands = written("sh")
    port = str(free_port())
    for line in commands.strip().splitlines():
        told = line.replace("调度电脑", "127.0.0.1").replace("8786", port).split()
        assert told[0] == "dask"
        told[1:2] = [told[1], "--host", "127.0.0.1"]
        running.append(
            subprocess.Popen([sys.executable, "-m", "dask", *told[1:]], env=configured, cwd="/",
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )  # fmt: skip
    wait = (
        "from distributed import Client\n"
        f"client = Client('tls://127.0.0.1:{port}', timeout=60)\n"
        "client.wait_for_workers(2, timeout=60)\nprint(client.scheduler.address)"
    )
    assert asked(wait, configured).startswith("tls://")
    (tmp_path / "单位").mkdir()
    draw_people(tmp_path / "单位" / "材料")
    write_roster(tmp_path / "单位" / "花名册.xlsx")
    batch = [sys.executable, "-m", "zcdesk", "batch", "花名册.xlsx", "--scans", "材料", "--out",
             "结果", "--dask", f"tls://127.0.0.1:{port}", "--json", "-"]  # fmt: skip
    # The workers stand elsewhere: relative paths of the manual mean the same to them.
    done = subprocess.run(
        batch, env=configured, cwd=tmp_path / "单位", capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    people = json.loads(done.stdout)["people"]
    assert [sum(one["pages"].values()) for one in people] == [2, 1, 3], done.stderr
    assert not any(one["pages"]["refused"] or one["problem"] for one in people)
