"""The settings as a value; what a person can set carries the row by which she is asked for it.

A row more in ``Settings`` is a setting more: it is kept, and the page of settings shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zcdesk.system.spoken import surrounding_language


@dataclass(frozen=True)
class SettingGroup:
    """A card of the page of settings.

    Attributes:
        title: Chinese.
        topic: The passage of the manual that tells more.
    """

    title: str
    topic: str


LOOK = SettingGroup("字号、颜色、语言", "accessible")
MOUSE = SettingGroup("鼠标", "settings")
FOLDERS = SettingGroup("文件夹", "settings")
PRIVACY = SettingGroup("隐私", "privacy")
GROUPS = (LOOK, MOUSE, FOLDERS, PRIVACY)
"""From above, as the page shows them."""


@dataclass(frozen=True)
class SettingRow:
    """A line of the page of settings; ``words`` are Chinese."""

    group: SettingGroup
    words: str


class Tick(SettingRow):
    """Yes or no."""


class FolderChoice(SettingRow):
    """A folder; the property of ``Preferences`` of the same name tells which one holds."""


@dataclass(frozen=True)
class Option:
    """A value that a setting may have, and what it is called."""

    value: object
    words: str


@dataclass(frozen=True)
class OneOf(SettingRow):
    """One of a few values, by what each is called."""

    options: tuple[Option, ...]


SIZES = (90, 100, 110, 125, 150)
"""Text sizes in per cent."""

_OWN_NAMES = {"zh": "中文", "en": "English"}
"""Each language by its own name, in whichever the window speaks."""


_OF_A_BATCH = "person.zcase"
"""What a batch calls everybody's case; its own constant would load what reads rosters."""


class Recent(BaseModel):
    """A case that was opened lately; nothing in it is the applicant's but what her file is called.

    ``stops`` keeps how each stop of the path stands, in their order: its sign, and measure, number
    and total of its count. ``where`` is the title of the section or stop that was open last.
    ``stop``, ``part`` and ``page`` tell the window where it was: a stop of the path, a section, the
    number of a page. ``round`` is the return that was not answered yet, 0 for none, ``rounds`` of
    how many, 0 without a limit, and ``until`` its term, where one is known.
    ``identity`` is chance alone; a case and its copies have it in common.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    notice: str
    title: str
    stops: tuple[tuple[str, str, int, int], ...] = ()
    where: str = ""
    last_day: date | None = None
    stop: str = ""
    part: str = ""
    page: int = 0
    round: int = 0
    rounds: int = 0
    until: datetime | None = None
    identity: str = ""

    @property
    def called(self) -> str:
        """What people know the case by: its file's name; in a batch all have one, so the row's."""
        path = Path(self.path)
        return path.parent.name if self.of_a_batch else path.stem

    @property
    def of_a_batch(self) -> bool:
        """Whether its folder is called by a row, which may become somebody else's."""
        return Path(self.path).name == _OF_A_BATCH


class LastBatch(BaseModel):
    """Paths of roster, scans and results of a batch, and the notice of rows that name none."""

    model_config = ConfigDict(frozen=True)

    roster: str
    scans: str
    out: str
    notice: str = ""


class WindowPlace(BaseModel):
    """Where the window was when it was closed, in Qt's pixels, and whether it filled the screen."""

    model_config = ConfigDict(frozen=True)

    left: int
    top: int
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    maximised: bool = False


def _first_language() -> Literal["zh", "en"]:
    """Return the language of the first start, when nobody has chosen: the system's."""
    return "en" if surrounding_language() == "en" else "zh"


class Settings(BaseModel):
    """All settings: those of the settings page and those that are set where they are used.

    ``watched_folder`` is where this computer's scanner puts its files, ``watching`` names the cases
    that take them (a hash of each one's path).
    """

    model_config = ConfigDict(frozen=True)

    size: Annotated[
        int, OneOf(LOOK, "字的大小", tuple(Option(each, f"{each}%") for each in SIZES))
    ] = Field(default=100, ge=80, le=200)
    look: Annotated[
        Literal["system", "light", "dark", "contrast"],
        OneOf(
            LOOK,
            "颜色",
            (
                Option("system", "跟随系统"),
                Option("light", "浅色"),
                Option("dark", "深色"),
                Option("contrast", "高对比"),
            ),
        ),
    ] = "system"
    language: Annotated[
        Literal["zh", "en"],
        OneOf(LOOK, "语言", tuple(Option(*each) for each in _OWN_NAMES.items())),
    ] = Field(default_factory=_first_language)
    wheel_zooms: Annotated[bool, Tick(MOUSE, "滚轮直接缩放图片（不用按 Ctrl）")] = False
    case_folder: Annotated[str, FolderChoice(FOLDERS, "新案卷")] = ""
    package_folder: Annotated[str, FolderChoice(FOLDERS, "材料包")] = ""
    keep_recent: Annotated[bool, Tick(PRIVACY, "在开始页列出上次打开的案卷")] = True
    recent: tuple[Recent, ...] = ()
    batch: LastBatch | None = None
    toured: bool = False
    window: WindowPlace | None = None
    watched_folder: str = ""
    watching: tuple[str, ...] = ()


class OfficeSettings(BaseModel):
    """What an office sets for everybody: ``default`` until a person chooses, ``locked`` always."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: dict[str, object] = {}
    locked: dict[str, object] = {}

    @model_validator(mode="after")
    def _are_settings(self) -> OfficeSettings:
        Settings.model_validate({**self.default, **self.locked})
        return self


def rows_of(group: SettingGroup) -> Iterator[tuple[str, SettingRow]]:
    """Yield the name and the row of each setting of a group."""
    for name, field in Settings.model_fields.items():
        for row in field.metadata:
            if isinstance(row, SettingRow) and row.group is group:
                yield name, row
