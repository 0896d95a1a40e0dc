"""Files that commands write, and how they say so."""

import sys
from contextlib import contextmanager

from .errors import FileError


@contextmanager
def writing(directory):
    """Makes a folder to write in; what cannot be written there is a FileError."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        yield directory
    except BrokenPipeError:
        sys.stdout = None  # who read our list has gone, as head does; there is nobody to tell
    except OSError as problem:
        reason = problem.strerror or problem
        raise FileError(f"{directory} ({reason}). Choose another --output") from problem


def announce(path, content):
    """Writes a file, and never silently over another: says if it took another's place."""
    replaced = path.exists()
    path.write_bytes(content)
    print(f"{path} (replaced)" if replaced else path)
