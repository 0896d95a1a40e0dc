"""Texts as h5py hands them out, whatever the reader that wrote them made of them."""

import numpy as np


def text(value):
    """A file's text or number as str."""
    if isinstance(value, np.ndarray):
        return ", ".join(text(item) for item in value.ravel())
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def texts(data):
    """A dataset of texts as a list of str."""
    return [text(value) for value in data[:]]
