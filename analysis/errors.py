"""What can go wrong for a user, and the exit status that says whose turn it is.

Messages have the form of the whole project: problem (why it is one). Suggestion.
"""


class UsageError(Exception):
    """The command line asks for something that does not exist."""

    exit_status = 2


class FileError(Exception):
    """A file is missing, foreign, damaged or cannot be written."""

    exit_status = 4


class ProgramError(Exception):
    """The program refused or failed: its own message, and its exit status (docs/cli.md)."""

    def __init__(self, message, exit_status):
        super().__init__(message)
        self.exit_status = exit_status


class NothingToDraw(Exception):
    """Why a picture cannot be made of a file: a sentence in the reader's language."""
