"""The numbers of a claim: what was measured of which series, and where on its axis."""

import csv

import numpy as np
from tqdm import tqdm

from tfgan_suite.atomic import atomic_write

COLUMNS = ("series", "at", "quantity", "value")


class Table:
    """Rows (series, at, quantity, value), in the order in which they were noted."""

    def __init__(self, rows=()):
        self.rows = list(rows)

    def note(self, series, at=0, **values):
        """Notes quantity=value pairs of a series at a place on its axis, and shows them above the progress bar."""
        self.rows += [(series, float(at), quantity, float(value)) for quantity, value in values.items()]
        shown = ", ".join(f"{quantity} {float(value):.4g}" for quantity, value in values.items())
        tqdm.write(f"{series} at {at:g}: {shown}")

    def note_curve(self, series, quantity, places, values):
        """Notes one quantity of a series at many places, and shows nothing."""
        self.rows += [(series, float(at), quantity, float(value)) for at, value in zip(places, values, strict=True)]

    def curve(self, series, quantity):
        """(places, values) of one quantity of one series, arrays [n]."""
        points = [(at, value) for s, at, q, value in self.rows if (s, q) == (series, quantity)]
        return np.array(points).reshape(-1, 2).T

    def last(self, series, quantity):
        """The value that was noted last."""
        return self.curve(series, quantity)[1][-1]

    def series(self, quantity):
        """Names of the series that have this quantity, in order."""
        return list(dict.fromkeys(s for s, _, q, _ in self.rows if q == quantity))

    def write(self, path):
        with atomic_write(path) as draft, draft.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *((s, f"{at:.6g}", q, f"{v:.6g}") for s, at, q, v in self.rows)])

    @classmethod
    def read(cls, path):
        with path.open(newline="", encoding="utf-8") as file:
            return cls((r["series"], float(r["at"]), r["quantity"], float(r["value"])) for r in csv.DictReader(file))
