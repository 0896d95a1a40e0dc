"""House style of all figures: one colour and marker per scenario, sizes of text, one footer.

Colour and marker say which variant; solid and dashed say closed and cut. The palette is that of
Okabe and Ito (2008), told apart under the common forms of colour blindness.
"""

import colorsys
import io
import warnings
from dataclasses import dataclass
from functools import lru_cache

import matplotlib
import matplotlib.ticker
import numpy as np
from matplotlib.colors import to_hex, to_rgb

from .worlds import origin

INK, MUTED, FAINT, GRID = "#1b1f24", "#59626b", "#b3bac1", "#e6e9ec"
CLOSED, CUT = "-", (0, (4, 2.2))
BAND = 0.20  # opacity of interval bands
KEPT = 8  # schemes of the files in hand
MARKERS = "sDP>dvo^p<*hX"


@dataclass(frozen=True)
class Look:
    """How a variant is drawn, everywhere."""

    colour: str
    marker: str

    @property
    def ink(self):
        """The colour, darkened until text in it has contrast 4.5 on white (WCAG AA)."""
        hue, light, saturation = colorsys.rgb_to_hls(*to_rgb(self.colour))
        while contrast_on_white(colorsys.hls_to_rgb(hue, light, saturation)) < 4.5:
            light -= 0.01
        return colorsys.hls_to_rgb(hue, light, saturation)


LOOKS = {
    "standardisation": Look("#0072B2", "s"),
    "policy-categories": Look("#009E73", "^"),
    "hardship-clauses": Look("#E69F00", "D"),
    "standard-maatwerk": Look("#D55E00", "o"),
    "mid-plane": Look("#CC79A7", "p"),
}
# What scenarios of one's own get, as far as no variant of the file has it: told apart by those eyes
# too (most from Tol's palettes), and neighbours by their lightness where there is only grey.
OTHER_LOOKS = (
    Look("#0072B2", "s"),
    Look("#E69F00", "D"),
    Look("#882255", "P"),
    Look("#44AA99", ">"),
    Look("#332288", "d"),
    Look("#CC79A7", "p"),
    Look("#88CCEE", "v"),
    Look("#D55E00", "o"),
    Look("#117733", "^"),
    Look("#999933", "<"),
    Look("#AA4499", "*"),
    Look("#777777", "h"),
    Look("#000000", "X"),
)
# Colours that a scenario may ask for by name, as sim/io/files/colours.hpp has them: Okabe and Ito's.
NAMED = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky-blue": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
}
GOLDEN = 0.618034  # turns of hue that keep any number of colours apart


@dataclass(frozen=True)
class Width:
    """What a figure is made for: inches across, inches high if that is fixed, points of its text."""

    inches: float
    high: float
    size: float


WIDTHS = {
    "column": Width(85 / 25.4, 0.0, 6.8),
    "page": Width(180 / 25.4, 0.0, 8.0),
    "slide": Width(40 / 3, 7.5, 14.0),
}

RC = {
    # The first comes with matplotlib: the same figure on every machine. A browser may lack it.
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica"],
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,  # a scenario may have dollars in its name
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "maatwerk",  # identical data give identical bytes
    "svg.fonttype": "none",  # text that can be searched, read aloud and edited
    "pdf.fonttype": 42,
}


def rc(width):
    """Settings of matplotlib for a figure of one of the WIDTHS: all sizes follow its text."""
    size = WIDTHS[width].size
    return {
        **RC,
        "font.size": size,
        "axes.labelsize": size,
        "axes.titlesize": size,
        "xtick.labelsize": 0.9 * size,
        "ytick.labelsize": 0.9 * size,
        "lines.linewidth": 0.21 * size,
        "axes.linewidth": 0.09 * size,
        "grid.linewidth": 0.08 * size,
        "patch.linewidth": 0.1 * size,
        "xtick.major.size": 0.3 * size,
        "ytick.major.size": 0.3 * size,
        "xtick.major.width": 0.09 * size,
        "ytick.major.width": 0.09 * size,
        "xtick.major.pad": 0.35 * size,
        "ytick.major.pad": 0.35 * size,
    }


def em(times=1.0):
    """Points: so many times the size of the figure's text."""
    return times * matplotlib.rcParams["font.size"]


def looks(results):
    """{closed scenario: Look}: what it asks for, a variant's own, or what is left."""
    asked = {name: results.about[name].colour for name in results.bases if name in results.about}
    return scheme(tuple(results.bases), tuple((name, c) for name, c in asked.items() if c))


@lru_cache(KEPT)
def scheme(names, asked=()):
    """The same for these names; `asked` is ((name, colour), ...). No colour is given twice."""
    markers = {colour: look.marker for look in OTHER_LOOKS for colour in [look.colour]}
    found = {}
    for name, colour in asked:
        colour = NAMED.get(colour, colour).upper()
        found[name] = Look(colour, markers.get(colour, MARKERS[names.index(name) % len(MARKERS)]))
    taken = {look.colour for look in found.values()}
    for name in names:
        if name in LOOKS and name not in found and LOOKS[name].colour not in taken:
            found[name] = LOOKS[name]
            taken.add(LOOKS[name].colour)
    free = [look for look in OTHER_LOOKS if look.colour not in taken]
    others = [name for name in names if name not in found]
    for place, name in enumerate(others):
        found[name] = free[place] if place < len(free) else further_look(place)
    return found


def further_look(place):
    """A look beyond the scheme's, of a colour that no other place gives."""
    hue, light = (place * GOLDEN) % 1, (0.3, 0.45, 0.6)[place % 3]
    return Look(to_hex(colorsys.hls_to_rgb(hue, light, 0.62)), MARKERS[place % len(MARKERS)])


def look(results, scenario):
    """The look of a scenario; a cut one has that of what it was cut from."""
    found = looks(results)
    return found.get(scenario) or found.get(scenario.split("+")[0]) or OTHER_LOOKS[-1]


def contrast_on_white(rgb):
    """WCAG 2 contrast ratio of a colour (three floats in 0..1) against white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def footer(results, language):
    """What must be said under each figure: what it is not, calibration, seed, n, version."""
    counts = sorted({results.count(name) for name in results.scenarios})
    numbers = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    of_worlds = hasattr(results, "found")  # a file that has nothing else
    worlds = [language("footer.worlds", found=origin(results, language))] if of_worlds else []
    parts = [
        language("footer.purpose"),
        language("footer.synthetic"),
        language.calibration(results),
        *worlds,
        language("footer.luck", seed=results.attributes.get("master_seed", "?"), n=numbers),
        f"maatwerk {results.attributes.get('software_version', '?')}",
    ]
    return "  ·  ".join(parts)


def note_n(axis, results, estimate, x, y):
    """Beside a point: how many replicates it rests on, where that is not the footer's number."""
    if estimate.n in (0, results.most):
        return
    axis.annotate(
        f"n = {estimate.n}",
        (x, y),
        xytext=(0, em(0.45)),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=em(0.75),
        color=MUTED,
    )


def image(figure, suffix):
    """A figure as png, svg or pdf: bytes, without dates, the same for the same data."""
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}
    buffer = io.BytesIO()
    with matplotlib.rc_context(RC), warnings.catch_warnings():
        # A letter of a name that the font has not is a box; the tables have the name itself.
        warnings.filterwarnings("ignore", "Glyph .* missing from current font")
        figure.savefig(buffer, format=suffix, dpi=200, metadata=metadata[suffix])
    return buffer.getvalue()


def limits(mean, low, high):
    """Ends of an axis for lines with bands, all float[point]: (bottom, top).

    The means decide; a band may widen the view by half their range and is cut off beyond it, so
    that one uncertain point does not flatten the rest. Zero is shown if it is not far.
    """
    if not np.isfinite(mean).any():
        return 0.0, 1.0
    least, most = np.nanmin(mean), np.nanmax(mean)
    reach = 0.5 * max(most - min(least, 0) if least < 0.6 * most else most - least, 1e-12)
    bottom = np.nanmax([np.nanmin(np.append(low, least)), least - reach])
    top = np.nanmin([np.nanmax(np.append(high, most)), most + reach])
    if least >= 0 and (bottom < 0 or bottom < 0.6 * top):
        bottom = 0.0
    room = 0.04 * (top - bottom) or 1.0
    return bottom - room, top + room


def mark(axis, language, most, whole=False):
    """A few round numbers along an x or y axis, with the language's decimal mark."""
    locator = matplotlib.ticker.MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=whole)
    axis.set_major_locator(locator)
    axis.set_major_formatter(MarkFormatter(language("number.decimal")))


class MarkFormatter(matplotlib.ticker.ScalarFormatter):
    """Tick labels with a language's decimal mark."""

    def __init__(self, decimal):
        super().__init__(useOffset=False)
        self.decimal = decimal

    def __call__(self, x, pos=None):
        return super().__call__(x, pos).replace(".", self.decimal)
