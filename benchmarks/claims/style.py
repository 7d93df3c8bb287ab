"""How figures of claims look: dark ink on white paper, whatever the page around them, in colours that all eyes tell."""

import io

from matplotlib import rc_context
from matplotlib.figure import Figure
from PIL import Image

from tfgan_suite.atomic import atomic_write

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
GREY = "#777777"
INKS = 256
LOOK = {
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "lines.linewidth": 1.8,
}


def styled(draw):
    """A function that draws, in this look."""

    def drawn(*arguments):
        with rc_context(LOOK):
            return draw(*arguments)

    return drawn


def panels(rows, columns, height=3.4, **options):
    """A figure of 4.2 inches a column, and its axes as `Figure.subplots` gives them."""
    figure = Figure(figsize=(4.2 * columns, height * rows), layout="constrained", facecolor="white")
    return figure, figure.subplots(rows, columns, **options)


def write(figure, path):
    """The figure as a PNG of few colours."""
    picture = io.BytesIO()
    figure.savefig(picture, dpi=110)
    with atomic_write(path) as draft:
        Image.open(picture).convert("RGB").quantize(INKS).save(draft, optimize=True)
