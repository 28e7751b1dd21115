"""Whatever bytes a file has, it is opened or refused with a sentence; nothing is printed."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.hostile import broken, every_page, wholes
from zcdesk.errors import ScanError
from zcdesk.pages.opening.archives import is_archive, member_content, members_of
from zcdesk.wording import spoken

KINDS = sorted(wholes())
PAGES = [kind for kind in KINDS if kind != "zip"]


def refusal_of(look: Callable[[], object]) -> ScanError | None:
    try:
        look()
    except ScanError as refusal:
        return refusal
    return None


def every_member(path: Path) -> None:
    if is_archive(path):
        for member in members_of(path):
            member_content(path, member.path)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(PAGES), seed=st.integers(0, 2**32))
def test_a_broken_file_is_opened_or_refused_with_a_sentence(kind: str, seed: int) -> None:
    content = broken(wholes()[kind], random.Random(seed))
    refusal = refusal_of(lambda: every_page(content, f"证书.{kind}"))
    if refusal is not None:
        assert spoken(refusal.finding()).message.count("证书.") == 1
        assert spoken(refusal.finding()).remedy


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_broken_archive_gives_files_or_a_sentence(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(broken(wholes()["zip"], random.Random(seed)))
    refusal = refusal_of(lambda: every_member(path))
    assert refusal is None or spoken(refusal.finding()).remedy


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=400), head=st.sampled_from([wholes()[kind][:40] for kind in KINDS])
)
def test_rubbish_behind_a_good_beginning_is_refused(content: bytes, head: bytes) -> None:
    with pytest.raises(ScanError):
        every_page(head + content, "a")


def test_nothing_of_all_this_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(120):
        chance = random.Random(seed)
        kind = chance.choice(PAGES)
        refusal_of(partial(every_page, broken(wholes()[kind], chance), kind))
    assert capfd.readouterr() == ("", "")
