"""Words for what would take them for HTML: tool tips, and labels of dialogs that are not ours."""

from __future__ import annotations

from html import escape


def tip(words: str) -> str:
    """Return words as they are to be read, whatever is in them.

    Qt takes a text with a tag in it for HTML, and opens the pictures that it names: a file, or on
    Windows another computer, which learns who is asking. Names of files, rosters and notices are
    somebody else's words.

    Source:
        Qt, QToolTip, "Rich Text Tool Tips"; Qt.mightBeRichText.
    """
    if "<" not in words:
        return words
    return f'<p style="white-space:pre-wrap">{escape(words)}</p>'
