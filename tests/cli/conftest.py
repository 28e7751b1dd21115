"""Commands that are run in the process of the tests: with its workers, and in Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.shell import EMPLOYER, Shell
from tests.cli.shell import shell as shell
from tests.drawn_text import typed
from zcdesk.cli.output import language


@pytest.fixture(scope="module", autouse=True)
def _with_lent_workers(lent_workers: None) -> None:
    """See the fixture of that name."""


@pytest.fixture(autouse=True)
def _language_is_given_back() -> Iterator[None]:
    """Let what one command was asked for count for no other test."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {"code": "zh", "quiet": False, "lists": False}.items():
            patched.setattr(language, name, value)
        yield


@pytest.fixture(scope="session")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the words of the applicant."""
    words = "姓名：张伟，性别：男", f"单位：{EMPLOYER}", "特发此证。"
    path = tmp_path_factory.mktemp("扫描") / "毕业证.jpg"
    Image.fromarray(typed(*words)).save(path, dpi=(150, 150), quality=92)
    return path


@pytest.fixture
def made(shell: Shell) -> Path:
    """A case of hers without a page, ``a.zcase``."""
    shell.new()
    return shell.folder / "a.zcase"
