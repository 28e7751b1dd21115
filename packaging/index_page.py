"""Gives the README to the wheel with whole addresses, for on an index page nothing lies beside it.

hatchling calls it when a wheel or an sdist is made (``tool.hatch.metadata.hooks.custom``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"(!\[[^\]]*\]\(|src(?:set)?=\")(?![a-z]+:|#)([^)\"]+)")
_LINK = re.compile(r"((?<!!)\[[^\[\]]*\]\()(?![a-z]+:|#)([^)]+)")


def with_addresses(text: str, home: str) -> str:
    """Return a README whose pictures and links begin with the project's address.

    Args:
        text: Markdown with paths from the top of the repository.
        home: ``Homepage`` of ``project.urls``; files lie where GitHub shows them.
    """
    text = _PICTURE.sub(rf"\1{home}/raw/HEAD/\2", text)
    return _LINK.sub(rf"\1{home}/blob/HEAD/\2", text)


class CustomMetadataHook(MetadataHookInterface):
    """What hatchling looks for in this file."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the README into the metadata of the package."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        page = with_addresses(text, metadata["urls"]["Homepage"])
        metadata["readme"] = {"content-type": "text/markdown", "text": page}
