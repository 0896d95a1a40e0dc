"""Texts as h5py hands them out, whatever the reader that wrote them made of them."""

import re

import numpy as np

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

def text(value):
    """A file's text or number as str, without what steers a terminal or makes XML invalid."""
    if isinstance(value, np.ndarray):
        return ", ".join(text(item) for item in value.ravel())
    words = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return CONTROL.sub("\ufffd", words)


def texts(data):
    """A dataset of texts as a list of str."""
    return [text(value) for value in data[:]]


def by_language(stored, start, read=texts):
    """What has names that begin so, by the language they end in: {code: what `read` makes of it}."""
    return {name.removeprefix(start): read(found) for name, found in stored.items() if name.startswith(start)}
