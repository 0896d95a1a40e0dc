"""All figures, by name. A figure is drawn from what the file has, or left out with a reason."""

from dataclasses import dataclass

import matplotlib

from ..errors import NothingToDraw
from . import (
    burden,
    difference,
    effects,
    headline,
    loop_diagram,
    loops,
    offices,
    plane,
    tradeoff,
    winners,
)


@dataclass(frozen=True)
class Picture:
    """A drawn figure with its name (of the file too) and a text for who cannot see it.

    One that cannot be drawn has no figure, but the `reason`, a sentence.
    """

    name: str
    figure: matplotlib.figure.Figure
    alternative: str
    reason: str = ""


def draw_all(results, language, width="page"):
    """Every figure of the report: {name: Picture}, in its order."""
    pictures = {}

    def add(name, draw, *arguments):
        known = language.has(f"figure.{name}.title")
        title = language(f"figure.{name}.title") if known else name
        try:
            figure = draw(results, language, *arguments, width=width)
            pictures[name] = Picture(name, figure, alternative(figure))
        except NothingToDraw as why:
            pictures[name] = Picture(name, None, title, language.not_drawn(title, why))

    add("plane", plane.draw)
    add("headline", headline.draw)
    add("difference", difference.draw)
    add("tradeoff", tradeoff.draw)
    add("winners", winners.draw)
    add("offices", offices.draw)
    add("loop_diagram", loop_diagram.draw)
    for dynamic in results.dynamics:
        add(dynamic.name, loops.draw, dynamic)
    add("effects", effects.draw)
    add("burden", burden.draw)
    return pictures


def alternative(figure):
    """A figure in words: its title, which says what it shows, and its explanation."""
    title, explanation = (text.get_text().replace("\n", " ") for text in figure.texts[:2])
    return f"{title}. {explanation}"
