"""zcdesk as a program of its own whose workers know what the models answered before.

For tests of what the command line says and does; those that look at the program from outside start
``zcdesk`` itself.
"""

from __future__ import annotations

import sys

from zcdesk.__main__ import main

if __name__ == "__main__":
    from tests.kept_answers import answer_in_workers

    answer_in_workers()
    sys.argv[0] = "zcdesk"
    sys.exit(main())
