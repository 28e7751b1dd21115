"""Brings the English translation of the window up to date with its source.

Usage:
    python tools/translations.py            adds new sentences, drops old ones, compiles
    python tools/translations.py --check    only tells whether something is missing

Chinese stands in the source (``self.tr("…")``); ``resources/translations/zcdesk_en.ts`` holds the
English, to be edited by hand or with Qt Linguist; ``zcdesk_en.qm`` is what the program loads.
The words of tables of actions (``ui/keys/actions.py``) have the contexts ``actions`` and ``keys``.
Where a count stands as ``%n`` the English has two forms, for one and for all other numbers.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

HOME = Path(__file__).parent.parent
SOURCES = HOME / "zcdesk" / "ui"
FILE = HOME / "resources" / "translations" / "zcdesk_en.ts"

_CHINESE = re.compile(r"[\u4e00-\u9fff]")

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


def known() -> dict[Message, str]:
    """Return what the file translates already."""
    if not FILE.is_file():
        return {}
    found = {}
    for context in ElementTree.parse(FILE).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            english = FORMS.join(forms) if forms else message.findtext("translation", "")
            if english.strip(FORMS):
                found[name, message.findtext("source", "")] = english
    return found


def write(wanted: list[Message], english: dict[Message, str]) -> None:
    """Write the file anew; a sentence that stands elsewhere with a translation takes it over."""
    by_text = {text: told for (_, text), told in english.items()}
    root = ElementTree.Element("TS", version="2.1", language="en", sourcelanguage="zh_CN")
    contexts: dict[str, ElementTree.Element] = {}
    for context, text in wanted:
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = text
        told = english.get((context, text)) or by_text.get(text, "")
        translation = ElementTree.SubElement(message, "translation")
        if "%n" in text:
            message.set("numerus", "yes")
            for form in (told.split(FORMS) * 2)[:2]:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = told
        if not told:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    FILE.parent.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    body = ElementTree.tostring(root, encoding="unicode")
    FILE.write_text(f"{head}{body}\n", encoding="utf-8")


def compiled() -> bool:
    """Compile the file; tell whether the compiler was there."""
    program = shutil.which("pyside6-lrelease")
    if program is None:
        print("pyside6-lrelease is not installed; the compiled file was not renewed")
        return False
    target = str(FILE.with_suffix(".qm"))
    subprocess.run([program, "-silent", str(FILE), "-qm", target], check=True)
    return True


def main() -> int:
    """Update or check; return the exit status."""
    wanted, english = messages(), known()
    if "--check" not in sys.argv:
        write(wanted, english)
        english = known()
    missing = [message for message in wanted if message not in english]
    for context, text in missing:
        print(f"{context}: {text}")
    print(f"{len(wanted)} sentences, {len(missing)} without English")
    if "--check" not in sys.argv and not compiled():
        return 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
