"""The password that a script gives in the environment: taken out of it before anything starts."""

from __future__ import annotations

import os

PASSWORD_VARIABLE = "ZCDESK_CASE_PASSWORD"
"""For scripts, where neither a file nor a terminal will do; other programs of the user see it."""


class Environment:
    """What the environment says about this run."""

    def __init__(self) -> None:
        self.password: str | None = None

    def take(self) -> None:
        """Keep the password here alone: no worker and no other program inherits it."""
        self.password = os.environ.pop(PASSWORD_VARIABLE, None) or None


environment = Environment()
