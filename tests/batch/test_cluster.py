"""The same run on a real Dask scheduler with real workers, one of which is killed midway."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.batch.drawn import draw_people, write_roster
from tests.batch.pages_in import pages_in
from zcdesk.batch import cluster
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.working import PageStep
from zcdesk.errors import WorkerLostError, ZcdeskError
from zcdesk.wording import spoken

distributed = pytest.importorskip("distributed")
NOW = datetime(2024, 9, 28, tzinfo=UTC)


def local_cluster(folder: Path, workers: int, **more: object) -> Any:
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=None,
        local_directory=str(folder / "dask"),
        **more,
    )


@pytest.mark.slow
def test_a_killed_worker_of_a_cluster_costs_nothing(tmp_path: Path) -> None:
    scans = draw_people(tmp_path / "材料")
    people = read_roster(write_roster(tmp_path / "r.xlsx")).people
    local = local_cluster(tmp_path, 2)
    try:
        results = {}
        with cluster.ClusterPool(local.scheduler_address) as pool:
            assert pool.workers == 2
            steps = 0
            for one in run(pool, people, match_folders(people, scans), tmp_path / "结果", NOW):
                if isinstance(one, PageStep):
                    steps += 1
                    if steps == 1:
                        worker = next(iter(local.workers.values()))
                        os.kill(worker.process.process.pid, signal.SIGTERM)
                elif isinstance(one, PersonResult):
                    results[one.row] = one
    finally:
        local.close()
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


@pytest.mark.slow
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


def test_why_a_cluster_cannot_be_used_is_told_each_with_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    for address, code in (
        ("not an address", "batch.cluster_address"),
        ("tls://host", "batch.cluster_address"),
        ("tcp://127.0.0.1:9", "batch.no_cluster"),
        ("tls://127.0.0.1:9", "batch.cluster_certificate"),
    ):
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
