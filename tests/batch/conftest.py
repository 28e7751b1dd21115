"""What the tests of the batch share with those of the commands."""

from tests.cli.shell import shell as shell
