"""What the set-up says to its user, and how it puts the words of pip and the system.

Sentences stand in Chinese where they are said; ``told`` gives them in the language of the system.
"""

from __future__ import annotations

import importlib.util
import json
import platform
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SUPPORTED = (
    "Windows x64、Linux x86_64（glibc 2.28 及以上）、"
    "Linux aarch64（glibc 2.31 及以上，Python 3.11 或 3.12）、macOS（Apple 芯片）"
)

# What pip or the system says → what a person can do. The first match counts.
EXPLANATIONS: Sequence[tuple[str, str]] = (
    (
        r"Errno 28|No space left|Errno 122|WinError 112|not enough space",
        "磁盘空间不足。请在 {folder} 所在的磁盘上腾出约 1.3 GB，再运行一次。",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "下载的组件与登记的校验值不符，已停止安装。请换一个网络后再运行一次。",
    ),
    (
        r"Errno 30|Read-only file system|Errno 13|Permission denied|WinError 5\b|Errno 1\]",
        "文件夹 {folder} 不允许写入。请把整个程序文件夹复制到自己的目录下，再运行一次。",
    ),
    (
        r"WinError 206|Long Path|file name or extension is too long",
        "文件夹的路径太长。请把程序文件夹移到路径较短的地方（如 D:\\zcdesk），再运行一次。",
    ),
    (
        r"NewConnectionError|NameResolutionError|name resolution|getaddrinfo failed|timed out"
        r"|Timeout|ProxyError|unreachable|Connection (?:refused|reset|aborted|broken)|SSLError"
        r"|nodename nor servname|IncompleteRead|RemoteDisconnected",
        "网络不通，组件没有下载完。请检查网络或代理后再运行一次；没有网络时，可在能上网的电脑上"
        "下载组件，然后用 --wheels 文件夹 安装。",
    ),
    (
        r"No matching distribution found for (?P<what>\S+)",
        "找不到适合本机（{machine}）的组件 {what}。支持的系统：{supported}；"
        "用 --wheels 安装时，请确认文件夹里的组件齐全；从网络安装时，请确认网络和镜像可用。",
    ),
)


class SetupError(Exception):
    """The set-up cannot go on; the text is a sentence for the user."""


def told(sentence: str, **details: object) -> str:
    """Return one of our sentences in the language of the system, with what its braces ask for."""
    language = _language()
    if language != "zh":
        beside = HERE / "starting" / f"{language}.json"
        sentence = json.loads(beside.read_text(encoding="utf-8"))[sentence]
    return sentence.format(**details)


def _language() -> str:
    """Return "zh" or "en", by the rule of zcdesk, which cannot be imported as a whole yet."""
    place = HERE / "zcdesk" / "system" / "spoken.py"
    spec = importlib.util.spec_from_file_location("spoken", place)
    assert spec is not None
    assert spec.loader is not None
    spoken = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(spoken)
    return str(spoken.surrounding_language())


def say(text: str) -> None:
    """Tell the user something, on stderr: stdout belongs to the program that is started."""
    with suppress(BrokenPipeError):  # nobody listens any more; the work goes on
        print(text, file=sys.stderr, flush=True)


def speak_utf8() -> None:
    """Let every stream write Chinese, also into a pipe under a Chinese Windows code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def explain(output: str) -> str:
    """Return a sentence for what pip or the system said; its own last lines if it is new to us."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    for pattern, sentence in EXPLANATIONS:
        match = re.search(pattern, output)
        if match:
            words = {key: text.rstrip(",;") for key, text in match.groupdict().items() if text}
            supported = told(SUPPORTED)
            return told(sentence, folder=HERE, machine=machine, supported=supported, **words)
    last = "\n".join(f"    {line}" for line in output.strip().splitlines()[-8:])
    return told("安装没有成功，安装程序的原话是：\n{last}\n可以再运行一次 start.py。", last=last)
