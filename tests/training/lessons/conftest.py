"""A home folder of its own, and lessons that several tests look at."""

import pytest

from tests.training.lessons.working import made
from zcdesk.training.lessons.making import MadeLesson


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> MadeLesson:
    """Return the first lesson, made; its file is to be copied before it is changed."""
    return made("first-walk", 2718, tmp_path_factory.mktemp("walk") / "walk.zcase")
