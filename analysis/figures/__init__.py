"""All figures, by name. A figure is drawn from what the file has, or left out with a reason."""

from dataclasses import dataclass

import matplotlib

from .. import style
from ..errors import NothingToDraw
from . import burden, effects, headline, loops, plane


@dataclass(frozen=True)
class Picture:
    """A drawn figure with its name (of the file too) and a text for who cannot see it.

    One that cannot be drawn has no figure, but the `reason`, a sentence.
    """

    name: str
    figure: matplotlib.figure.Figure
    alternative: str
    reason: str = ""


def draw_all(results, language):
    """Every figure of the report: {name: Picture}, in its order."""
    pictures = {}

    def add(name, draw, *arguments):
        title = language(f"figure.{name}.title")
        words = f"{title}. {language(f'figure.{name}.explanation')}"
        try:
            with matplotlib.rc_context(style.RC):
                pictures[name] = Picture(name, draw(results, language, *arguments), words)
        except NothingToDraw as why:
            pictures[name] = Picture(name, None, words, language.not_drawn(title, why))

    add("plane", plane.draw)
    add("headline", headline.draw)
    for dynamic in results.dynamics:
        add(dynamic.name, loops.draw, dynamic)
    add("effects", effects.draw)
    add("burden", burden.draw)
    return pictures
