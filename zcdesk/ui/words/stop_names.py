"""The names of the path's stops; the start page asks for them before a case is loaded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.workflow.open_case.stops import Stop


def stop_name(stop: Stop) -> str:
    """Return the name of a stop."""
    say = QCoreApplication.translate
    return {
        Stop.FILL: say("path_words", "填写"),
        Stop.MATERIALS: say("path_words", "放材料"),
        Stop.SORT: say("path_words", "归类"),
        Stop.REVIEW: say("path_words", "复核"),
        Stop.CHECK: say("path_words", "检查"),
        Stop.EXPORT: say("path_words", "导出"),
        Stop.AFTER: say("path_words", "上传之后"),
    }[stop]
