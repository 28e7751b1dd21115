"""What a person does with the program from outside, command by command, in a sandbox."""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.outside import sentinel
from tests.outside.hunting import Find, Hunter
from tests.outside.sandbox import Ran, Sandbox
from zcdesk.resources import resource

WHO = ("--name", sentinel.NAME, "--employer", sentinel.EMPLOYER, "--employer-alias", sentinel.SHORT)
PHOTO_TOO = ("--target", "name", "--target", "employer", "--target", "photo")
DECISIONS = {
    "schema": 1,
    "confirm_sure": True,
    "answer": "no",
    "texts": {"resume": sentinel.RESUME},
}
ORIGINALS = "扫描"

KILLED_AFTER = (1.5, 3.0, 5.0, 8.0)
"""Seconds after which a command is killed."""

LEGAL = (
    # path below the sandbox, what may be found there, why
    (r"work/(扫描|材料)(/|$)|work/(facts\.yaml|d\.json|花名册\.xlsx|退回\.txt)$", "", "her own"),
    (r"(work|home)/.*\.zcase$", "", "the case"),
    (r"work/(.+/)?自用/文书/", "", "forms that carry her words to be signed"),
    (r"work/文书/", "", "forms, by the command for one of them"),
    (r"work/(.+/)?自用/填报文字\.html$", "", "her own texts, to be copied"),
    (
        r"work/(盖好|补正|拼好|锁好的包|杀时|窗口)/",
        "picture of her portrait",
        "no cover is asked for",
    ),
    (r"work/未盖/未遮盖-到平台内再盖/", "picture of", "the route on which the platform covers"),
    (r"work/杀后/", "picture of her portrait", "it was not asked for"),
    (r"work/样例/", "picture of", "the sample applicant, whose portrait is drawn as hers is"),
    (r"work/一批/(results\.(xlsx|html)|forms/.+\.(docx|pdf))$", "", "the table of all, forms"),
    (r"work/一批/\d+/letter\.(txt|docx)$", "", "to her alone; it names her and her files"),
    (r"work/未盖/自用/", "picture of", "small copies of those"),
    (r"work/纸质\.pdf$", "", "uncovered by its nature: to be printed and signed"),
    (r"work/看\.json$|work/再读\.json$", "", "a report that she asked for, about her own files"),
)
"""What may hold words and pictures of hers; "" means both. Everything else may not."""


@dataclass
class Walk:
    """A sandbox in which the walk was walked, and how her files stood before."""

    box: Sandbox
    before: dict[str, tuple[object, ...]]
    hunter: Hunter

    @property
    def scans(self) -> Path:
        """The folder of her files."""
        return self.box.work / ORIGINALS

    def finds(self) -> list[Find]:
        """Return what lies where it may not, in the sandbox and in shared memory."""
        whole = [re.compile(pattern) for pattern, what, _ in LEGAL if not what]
        parts = [(re.compile(pattern), what) for pattern, what, _ in LEGAL if what]
        found = self.hunter.hunt(self.box.root, lambda name: any(one.match(name) for one in whole))
        found += [find for path in shared_memory() for find in self.hunter.hunt(path)]
        return [
            find
            for find in found
            if not any(one.match(find.where) and what in find.what for one, what in parts)
        ]

    def arguments_with_words(self) -> list[str]:
        """Return the programs that were started with her words, but for her own commands."""
        own = re.compile(r"execve\(\"[^\"]*\", \[(.*?)\], \[")
        found = []
        for ran in self.box.ran:
            typed = ", ".join(f'"{_quoted(one)}"' for one in ran.command)
            for call in ran.programs():
                told = own.search(call)
                if told is not None and told[1] == typed:
                    continue
                found += [call[:300] for _ in self.hunter.in_bytes("", call.encode())][:1]
        return found


def _quoted(argument: str) -> str:
    """Return an argument as strace writes it."""
    plain, told = {*range(32, 127)}, {ord('"'): '\\"', ord("\\"): "\\\\"}
    return "".join(
        told.get(one) or (chr(one) if one in plain else f"\\{one:o}")
        for one in os.fsencode(argument)
    )


def shared_memory() -> list[Path]:
    """Return the pieces of shared memory that lie open."""
    folder = Path("/dev/shm")
    return [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []


def hunter() -> Hunter:
    """Return who knows her."""
    return Hunter(
        sentinel.WORDS, {"her name": sentinel.large_name(), "her portrait": sentinel.face()}
    )


def prepare(box: Sandbox) -> list[str]:
    """Lay her files into the sandbox; return the names of her scans."""
    scans = sentinel.write_scans(box.work / ORIGINALS)
    (box.work / "facts.yaml").write_text(sentinel.FACTS, "utf-8")
    (box.work / "d.json").write_text(json.dumps(DECISIONS), "utf-8")
    return [path.relative_to(box.work).as_posix() for path in scans]


def must(ran: Ran, *status: int) -> Ran:
    """Return a command that ended as it should."""
    assert ran.done.returncode in (status or (0,)), (ran.command, ran.said)
    assert "Traceback" not in ran.said, ran.said
    return ran


def walk_by_day(box: Sandbox, scans: list[str]) -> None:
    """From three pages to a package, and one of them redacted by itself."""
    new_case(box, scans)
    must(box.run("case", "export", "我.zcase", "--out", "盖好"), 0, 1)
    broken = Path(scans[0]).with_name(f"{sentinel.NAME}坏了.jpg").as_posix()
    files = (scans[0], broken)
    must(box.run("redact", *files, *WHO, *PHOTO_TOO, "--out", "遮好"), 1)
    assert (box.work / "遮好" / "001.jpg").exists()


def new_case(box: Sandbox, scans: list[str], case: str = "我.zcase") -> None:
    """Make a case, put the scans in and confirm what is sure."""
    must(box.run("case", "new", case, "--notice", sentinel.NOTICE, "--facts", "facts.yaml"))
    must(box.run("case", "add", case, "diploma", *scans))
    must(box.run("case", "decide", case, "d.json"))


def walk_by_night(box: Sandbox, scans: list[str]) -> None:
    """Everything that the commands do, with a password, a batch, forms, returns and kills."""
    walk_by_day(box, scans)
    _look(box)
    _both_routes_and_papers(box)
    _forms(box)
    _return(box)
    _notices(box)
    _locked(box, scans)
    _batch(box)
    kill_midway(box, scans)
    must(box.run("demo", "--headless", "--out", "样例"))
    must(box.run("doctor", "--report", "诊断.zip", "--json", "诊断.json"), 0, 1)
    must(box.run("train", "list"), 0, 1)


def _look(box: Sandbox) -> None:
    must(box.run("inspect", ORIGINALS, "--json", "看.json"), 0, 1)
    must(box.run("verify", "盖好/上传", "遮好", *WHO, "--json", "再读.json"), 0, 1)
    must(box.run("verify", ORIGINALS, *WHO), 6)
    for command in ("status", "facts", "history", "repair"):
        must(box.run("case", command, "我.zcase"), 0, 1)


def _both_routes_and_papers(box: Sandbox) -> None:
    must(box.run("case", "limit", "我.zcase", "--slot", "diploma", "--kb", "300", "--join"))
    must(box.run("case", "export", "我.zcase", "--out", "拼好"), 0, 1)
    must(box.run("case", "limit", "我.zcase", "--slot", "diploma"))
    must(box.run("case", "export", "我.zcase", "--out", "未盖", "--route", "platform"), 0, 1)
    must(box.run("case", "paper", "我.zcase", "--out", "纸质.pdf"), 0, 1)


def _forms(box: Sandbox) -> None:
    for kind in ("posting", "posting_result", "recommendation"):
        for ending in ("docx", "pdf"):
            made = box.run("document", kind, "--case", "我.zcase", "--out", f"文书/{kind}.{ending}")
            must(made, 0, 1)


def _return(box: Sandbox) -> None:
    (box.work / "退回.txt").write_text(f"{sentinel.NAME}：学历证书不清楚，请重新上传。", "utf-8")
    must(box.run("case", "export", "我.zcase", "--out", "盖好"), 0, 1)
    must(box.run("case", "handed-in", "我.zcase", "--at", "2024-10-08 16:00"))
    must(box.run("case", "returned", "我.zcase", "--at", "2024-10-12 09:30", "--words", "退回.txt"))
    must(box.run("case", "export", "我.zcase", "--out", "补正", "--changes"), 0, 1)
    must(box.run("case", "sent", "我.zcase", "--out", "交送.html"))


def _notices(box: Sandbox) -> None:
    text = str(resource("notices", "texts", f"{sentinel.NOTICE}.txt"))
    must(box.run("notice", "list"))
    must(box.run("notice", "show", sentinel.NOTICE))
    must(box.run("notice", "check", str(resource("notices", f"{sentinel.NOTICE}.yaml"))), 0, 1)
    must(box.run("notice", "renew", text, "--from", sentinel.NOTICE, "--json", "新通知.json"), 0, 1)


def _locked(box: Sandbox, scans: list[str]) -> None:
    """A case with a password: nothing of hers may be found in it either."""
    (box.work / "密码.txt").write_text("three little pigs\n", "utf-8")
    shutil.copy(box.work / "我.zcase", box.work / "锁好")  # no ending that is let through
    must(box.run("case", "password", "锁好", "--new-password-file", "密码.txt"))
    opened = ("case", "--password-file", "密码.txt")
    must(box.run(*opened, "add", "锁好", "diploma", scans[0]), 0, 1)
    must(box.run(*opened, "status", "锁好"), 0, 1)
    must(box.run(*opened, "export", "锁好", "--out", "锁好的包"), 0, 1)


def _batch(box: Sandbox) -> None:
    sentinel.write_people(box.work)
    must(box.run("batch", "--template", "空表.xlsx"))
    made = ("batch", "花名册.xlsx", "--scans", "材料", "--out", "一批")
    must(box.run(*made, "--form", "posting", "--form", "recommendation"), 0, 1)
    must(box.run(*made, "--resume"), 0, 1)


def kill_midway(box: Sandbox, scans: list[str]) -> None:
    """Kill an import, an export and a redaction at several moments; each is then begun again."""
    must(box.run("case", "new", "杀.zcase", "--notice", sentinel.NOTICE, "--facts", "facts.yaml"))
    commands: tuple[tuple[str, ...], ...] = (
        ("case", "add", "杀.zcase", "diploma", *scans),
        ("case", "decide", "杀.zcase", "d.json"),
        ("case", "export", "杀.zcase", "--out", "杀时"),
        ("redact", *scans, *WHO, "--out", "杀后", "--resume"),
    )
    for command in commands:
        for seconds in KILLED_AFTER:
            box.kill(command, seconds)
        must(box.run(*command), 0, 1)
