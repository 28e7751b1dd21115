"""The program in a process of its own, with what the models answered before.

For tests of what a process is to others: its status, its streams, signals, what a kill leaves.
"""

import sys

from tests.kept_answers import take_answers
from zcdesk.__main__ import main

if __name__ == "__main__":  # and not in its workers, which load this file too
    take_answers()
    sys.exit(main())
