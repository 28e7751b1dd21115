"""The sentences of the window: found in its source, kept in Qt's files of translations.

Chinese stands in the source (``self.tr("…")``); ``resources/translations/zcdesk_en.ts`` holds the
English, and ``zcdesk_en.qm`` beside it is what the program loads. The words of tables of actions
(``ui/keys/actions.py``) have the contexts ``actions`` and ``keys``, those of the settings
(``ui/kit/settings.py``) ``settings``. Where a count stands as ``%n`` the English has two forms, for
one and for all other numbers.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

HOME = Path(__file__).parent.parent
SOURCES = HOME / "zcdesk" / "ui"
RESOURCES = HOME / "resources"

_CHINESE = re.compile(r"[\u4e00-\u9fff]")

_SETTINGS = {"SettingGroup", "Tick", "FolderChoice", "OneOf", "Option"}
"""The rows of ``ui/kit/settings.py``."""

Message = tuple[str, str]
"""Context (class or name) and Chinese text."""


FORMS = "\N{RECORD SEPARATOR}"
"""Parts the English for one from the English for more, where a sentence has ``%n``."""


def messages() -> list[Message]:
    """Return every sentence of the window, in the order of files and lines, each once."""
    found: dict[Message, None] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for message in _in_module(tree):
            found.setdefault(message)
    return list(found)


def _in_module(tree: ast.Module) -> Iterator[Message]:
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    own = _own_context(tree)
    for node in tree.body:
        inside = node.name if isinstance(node, ast.ClassDef) else ""
        for call in ast.walk(node):
            if isinstance(call, ast.Call):
                yield from _of_call(call, inside, own, classes)


def _of_call(call: ast.Call, inside: str, own: str, classes: list[str]) -> Iterator[Message]:
    texts = [
        arg.value
        for arg in call.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("Action", "KeySheet"):
        yield from _of_table(call, texts)
    if name in _SETTINGS:
        yield from (("settings", text) for text in texts if _CHINESE.search(text))
    if name == "tr" and texts:
        receiver = getattr(getattr(call.func, "value", None), "id", "")
        for context in [inside] if receiver == "self" and inside else classes:
            yield context, texts[0]
    elif name == "_tr" and texts and own:
        yield own, texts[0]
    elif name in ("translate", "say") and len(texts) == 2 and _is_qts(call):
        yield texts[0], texts[1]


def _of_table(call: ast.Call, texts: list[str]) -> Iterator[Message]:
    """Yield the words of a row in a table of actions, or the title of such a table."""
    named = {word.arg: getattr(word.value, "value", None) for word in call.keywords}
    if getattr(call.func, "id", "") == "KeySheet":
        yield "keys", texts[0]
    else:
        said = [texts[1] if len(texts) > 1 else named.get("text"), named.get("tip")]
        shown = [named.get("does"), named.get("shown")]
        for context, words in (("actions", said), ("keys", shown)):
            for text in words:
                if isinstance(text, str) and _CHINESE.search(text):
                    yield context, text


def _is_qts(call: ast.Call) -> bool:
    """Tell Qt's own ``translate`` (or a name for it) from a widget's ``say``."""
    if isinstance(call.func, ast.Name):
        return True
    return getattr(getattr(call.func, "value", None), "id", "") == "QCoreApplication"


def _own_context(tree: ast.Module) -> str:
    """Return the context of the module's own ``_tr``, or ""."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and call.args:
                    first = call.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        return first.value
    return ""


def file_of(language: str, resources: Path) -> Path:
    """Return where the translation into a language lies."""
    return resources / "translations" / f"zcdesk_{language}.ts"


def known(language: str = "en", resources: Path = RESOURCES) -> dict[Message, str]:
    """Return what the file of a language translates already."""
    path = file_of(language, resources)
    if not path.is_file():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            told = FORMS.join(forms) if forms else message.findtext("translation", "")
            if told.strip(FORMS):
                found[name, message.findtext("source", "")] = told
    return found


def write(told: dict[Message, str], language: str = "en", resources: Path = RESOURCES) -> None:
    """Write the file anew; a sentence that stands elsewhere with a translation takes it over."""
    by_text = {text: words for (_, text), words in told.items()}
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="zh_CN")
    contexts: dict[str, ElementTree.Element] = {}
    for context, text in messages():
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = text
        words = told.get((context, text)) or by_text.get(text, "")
        translation = ElementTree.SubElement(message, "translation")
        if "%n" in text:
            message.set("numerus", "yes")
            for form in (words.split(FORMS) * 2)[:2]:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = words
        if not words:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    path = file_of(language, resources)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f"{head}{body}\n", encoding="utf-8")


def compiled(language: str = "en") -> bool:
    """Compile the file; tell whether the compiler was there."""
    program = shutil.which("pyside6-lrelease")
    if program is None:
        print("pyside6-lrelease is not installed; the compiled file was not renewed")
        return False
    path = file_of(language, RESOURCES)
    target = str(path.with_suffix(".qm"))
    subprocess.run([program, "-silent", str(path), "-qm", target], check=True)
    return True
