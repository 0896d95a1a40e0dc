"""All figures, by name. A figure is drawn from what the file has, or left out with a reason."""

from dataclasses import dataclass

import matplotlib

from analysis import style
from analysis.figures import burden, effects, headline, loops, plane


@dataclass(frozen=True)
class Picture:
    """A drawn figure with its name (of the file too) and a text for who cannot see it."""

    name: str
    figure: matplotlib.figure.Figure
    alternative: str


def draw_all(results, language):
    """Every figure the file has numbers for: {name: Picture}, in the order of the report."""
    pictures = {}

    def add(name, draw, *arguments):
        title = f"figure.{name}.title"
        explanation = f"figure.{name}.explanation"
        with matplotlib.rc_context(style.RC):
            figure = draw(results, language, *arguments)
        if figure is not None:
            words = f"{language(title)}. {language(explanation)}"
            pictures[name] = Picture(name, figure, words)

    add("plane", plane.draw)
    add("headline", headline.draw)
    for dynamic in results.dynamics:
        if any(s.metric in results.metrics for s in dynamic.signatures):
            add(dynamic.name, loops.draw, dynamic)
    add("effects", effects.draw)
    add("burden", burden.draw)
    return pictures
