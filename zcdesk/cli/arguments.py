"""What several commands are asked alike: files to read and to write, the applicant's words.

Options that belong together come as a group: a dataclass, whose fields are the options.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.applicant import OWN_WORDS, Applicant, Target
from zcdesk.cli.output import listed, say_error, text
from zcdesk.disk.files import bounded, make_folder, output_error, write_atomically
from zcdesk.disk.paths import is_folder, shown_name
from zcdesk.errors import MissingScanError, OutputError

if TYPE_CHECKING:
    from zcdesk.names.typed_words import TypedWord
    from zcdesk.notices.profile.notice import Notice


_BEGINNING, _ALIKE = 64, 32  # bytes


def write_named(
    path: Path, content: bytes, over: Callable[[bytes, bytes], bool] = lambda there, new: False
) -> None:
    """Write a file, its folder too; a former one is kept under another name, which is printed.

    Somebody may have completed it by hand, or a slip of the hand names a scan.

    Args:
        path: Where.
        content: What is written.
        over: Tells of the beginnings of what is there and of what is new whether it is an
            earlier one of the same, which is replaced.

    Raises:
        OutputError: The file cannot be written, or what is there not be renamed.
    """
    make_folder(path.parent)
    moved = _moved_aside(path, content, over)
    try:
        write_atomically(path, content)
    except OutputError:
        if moved is not None:
            with suppress(OSError):  # where it cannot go back it stays whole under its new name
                moved.rename(path)
        raise
    if moved is not None:
        say_error(text("cli.document_kept", file=path.name, kept=moved.name))


def same_first_key(there: bytes, new: bytes) -> bool:
    """Tell whether two texts begin with the same word before a colon, as YAML of one kind does."""
    return b":" in there and there.partition(b":")[0] == new.partition(b":")[0]


def same_first_line(there: bytes, new: bytes) -> bool:
    """Tell whether two texts have the first line in common."""
    return there.partition(b"\n")[0] == new.partition(b"\n")[0]


def same_beginning(there: bytes, new: bytes) -> bool:
    """Tell whether two papers begin alike: what writes our PDF files names itself there."""
    return there[:_ALIKE] == new[:_ALIKE]


def _moved_aside(path: Path, content: bytes, over: Callable[[bytes, bytes], bool]) -> Path | None:
    try:
        if not path.exists() or bounded(path, len(content)) == content:
            return None
        with path.open("rb") as file:
            there = file.read(_BEGINNING)
        if not there or over(there, content[:_BEGINNING]):
            return None
        number = next(n for n in count(1) if not _earlier(path, n).exists())
        return path.rename(_earlier(path, number))
    except OSError as cause:
        raise output_error(cause, path.name) from cause


def _earlier(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.{number}{path.suffix}")


_LEAST_OF_NUMBER = 6
"""Letters and digits; every identity paper has more."""

Files = Annotated[
    list[Path],
    typer.Argument(
        help="扫描件（图片、PDF、zip），可以一次给多个，也可以给文件夹；- 为标准输入。",
        readable=False,
    ),
]
NoticeId = Annotated[str | None, typer.Option("--notice", help="通知编号，见 zcdesk notice list。")]
Passwords = Annotated[
    list[str] | None,
    typer.Option("--password", help="打开带密码的 PDF 或压缩包，可多次；每个密码都会试一试。"),
]


class ReturnedBy(StrEnum):
    """Who may send an application back; nobody else of ``Who`` does."""

    REVIEW_COMMITTEE = "review_committee"
    EMPLOYER = "employer"
    SUPERVISING_UNIT = "supervising_unit"


ReturnLevel = Annotated[
    ReturnedBy, typer.Option("--level", help=f"谁退回的：{'、'.join(ReturnedBy)}。")
]


@dataclass(frozen=True)
class AskedWords:
    """Whose words are looked for, and what is covered: as options of a command."""

    name: Annotated[str, typer.Option("--name", help="申报人姓名，与身份证一致。")] = ""
    employer: Annotated[str, typer.Option("--employer", help="工作单位全称。")] = ""
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            help="写着姓名、单位的文件，与 case new 的相同：命令行上的字别人看得见。",
            readable=False,
        ),
    ] = None
    alias: Annotated[list[str] | None, typer.Option("--alias", help="姓名的其他写法，可多次。")] = (
        None
    )
    employer_alias: Annotated[
        list[str] | None, typer.Option("--employer-alias", help="单位简称、曾用名，可多次。")
    ] = None
    former_employer: Annotated[
        list[str] | None, typer.Option("--former-employer", help="曾任单位，可多次。")
    ] = None
    id_number: Annotated[
        str, typer.Option("--id-number", help="身份证号（只在遮盖它时需要）。")
    ] = ""
    target: Annotated[
        list[Target] | None,
        typer.Option(
            "--target",
            help=f"遮盖项目（{'、'.join(Target)}），可多次；不给时按通知，没有通知时为姓名和单位。",
        ),
    ] = None
    notice: NoticeId = None

    def applicant(self) -> Applicant:
        """Return the applicant as given.

        Raises:
            typer.BadParameter: Name or employer is empty, or holds nothing that could be found; the
                number is shorter than that of any identity paper.
        """
        from zcdesk.cases.exchange.facts_file import FactsFile, read_facts
        from zcdesk.names.search_words import words

        typed = {
            "name": self.name,
            "employer": self.employer,
            "aliases": self.alias,
            "employer_aliases": self.employer_alias,
            "former_employers": self.former_employer,
            "id_number": self.id_number,
        }
        given = FactsFile.model_validate(
            {"applicant": {key: typed[key] for key in typed if typed[key]}}
        )
        told = read_facts(self.facts).words() if self.facts else Applicant("", "")
        applicant = taken_words(given.words_over(told))
        if applicant.id_number and len(applicant.id_number) < _LEAST_OF_NUMBER:
            raise typer.BadParameter(text("cli.id_number_short"))
        try:
            words(applicant)
        except ValueError as cause:
            raise typer.BadParameter(text("cli.name_and_employer")) from cause
        return applicant

    def targets(self) -> frozenset[Target]:
        """Return what to cover: as asked, else as the notice asks, else name and employer.

        Raises:
            typer.BadParameter: There is no such notice.
        """
        if self.target:
            return frozenset(self.target)
        if self.notice is None:
            return frozenset(OWN_WORDS)
        masking = notice_of(self.notice).masking
        return frozenset(masking.targets) if masking is not None else frozenset()

    def by_hand(self) -> tuple[str, ...]:
        """Return what the notice asks to cover and the program cannot find: 院徽, 页眉, 致谢."""
        masking = notice_of(self.notice).masking if self.notice is not None else None
        return tuple(demand.what for demand in masking.by_hand) if masking is not None else ()


def taken_words(typed: Applicant) -> Applicant:
    """Return the applicant whose words are looked for; print what was cut off as typed.

    Raises:
        typer.BadParameter: A word is no name or employer.
    """
    from zcdesk.names.typed_words import take_words

    taken = take_words(typed)
    if taken.refused:
        raise typer.BadParameter(" ".join(map(_refusal, taken.refused)))
    for word in taken.cut:
        quoted = listed(f"“{form}”" for form in word.taken.texts)
        say_error(text("word.taken", field=text(f"word.field.{word.field}"), words=quoted))
    return taken.applicant


def tell_sought(applicant: Applicant) -> None:
    """Say which words are looked for: her own on her own screen, forms made from them by number;
    an identity number is nobody's to repeat."""
    from zcdesk.names.search_words import words

    every = words(applicant)
    given = [word for word in every if word.is_given and word.kind.target is not Target.ID_NUMBER]
    derived = sum(not word.is_given for word in every)
    say_error(
        text("word.sought", words=listed(f"“{word.text}”" for word in given), derived=derived)
    )


def _refusal(word: TypedWord) -> str:
    assert word.taken.refusal is not None
    why = text(word.taken.refusal, shown=word.taken.shown)
    return text("word.refused", field=text(f"word.field.{word.field}"), why=why)


def notice_of(notice_id: str) -> Notice:
    """Return a notice by its id.

    Raises:
        typer.BadParameter: There is none of this id.
    """
    from zcdesk.notices.files.loading import load_notice, notice_ids

    if notice_id not in notice_ids():
        known = listed(notice_ids())
        raise typer.BadParameter(text("cli.unknown_notice", notice=notice_id, known=known))
    return load_notice(notice_id)


def require_there(paths: Sequence[Path]) -> None:
    """Raise ``MissingScanError`` where the only path named is not there: nothing was begun.

    Of several the others go on, and each that is missing is told by itself.
    """
    if len(paths) == 1 and not os.path.lexists(paths[0]):
        raise MissingScanError(file=shown_name(paths[0]))


def scans_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files, those of folders by name."""
    from zcdesk.pages.opening.folders import files_of

    return list(files_of(paths))


def tell_empty_folders(paths: Sequence[Path]) -> bool:
    """Tell of folders that hold no file, probably the wrong ones; return whether there are any."""
    empty = [given for given in paths if is_folder(given) and not scans_of([given])]
    for folder in empty:
        say_error(text("cli.folder_empty", folder=shown_name(folder)))
    return bool(empty)
