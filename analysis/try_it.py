"""Scenarios of a result as links into the explorer (web/), which runs them with the same numbers."""

import base64
import zlib
from urllib.parse import urlencode

EXPLORER = "maatwerk-explorer.html"  # as ./dev explorer names it


def packed(text):
    """A text as a part of a link, as web/page/link.js unpacks it."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode("ascii").rstrip("=")


def links(results, language):
    """[(scenario's name for people, link)] for those whose file is in the result as it was run."""
    return [
        (
            language.variant(name),
            f"{EXPLORER}#{urlencode({'lang': language.code, 's': packed(results.about[name].resolved)})}",
        )
        for name in results.bases
        if name in results.about and results.about[name].resolved
    ]


def is_beside(directory):
    """Whether the explorer lies where a report is written: only then does a link lead somewhere."""
    return (directory / EXPLORER).exists()
