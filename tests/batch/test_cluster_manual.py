"""The certificate, the configuration and the commands of ``docs/batch.md``, as they are written."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.drawn import draw_people, write_roster

distributed = pytest.importorskip("distributed")
unix = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("openssl") is None, reason="needs openssl"
)
ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
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
def test_the_certificate_and_the_configuration_of_the_manual_are_taken(
    configured: dict[str, str],
) -> None:
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
