"""The same run on a real Dask scheduler with real workers, one of which is killed midway."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.batch.drawn import draw_people, write_roster
from zcdesk.batch.cluster import ClusterPool, NoClusterError
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.working import Step

distributed = pytest.importorskip("distributed")
NOW = datetime(2024, 9, 28, tzinfo=UTC)


def test_a_killed_worker_of_a_cluster_costs_nothing(tmp_path: Path) -> None:
    scans = draw_people(tmp_path / "材料")
    people = read_roster(write_roster(tmp_path / "r.xlsx")).people
    cluster = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        local_directory=str(tmp_path / "dask"),
    )
    try:
        results = {}
        with ClusterPool(cluster.scheduler_address) as pool:
            assert pool.workers == 2
            steps = 0
            for one in run(pool, people, match_folders(people, scans), tmp_path / "结果", NOW):
                if isinstance(one, Step):
                    steps += 1
                    if steps == 1:
                        worker = next(iter(cluster.workers.values()))
                        os.kill(worker.process.process.pid, signal.SIGTERM)
                elif isinstance(one, PersonResult):
                    results[one.row] = one
    finally:
        cluster.close()
    assert sorted(results) == [2, 3, 4]
    assert not any(result.problem for result in results.values())
    assert [result.pages["refused"] for result in results.values()] == [0, 0, 0]
    assert len(list((tmp_path / "结果").rglob("drafts/*.jpg"))) == 6


def test_an_address_without_a_scheduler_is_told() -> None:
    with pytest.raises(NoClusterError):
        ClusterPool("not an address")
