"""Tables: what a product answers in numbers, a row for each picture."""

import csv
from collections.abc import Mapping, Sequence
from typing import TextIO

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.export.meanings import meaning


class Table:
    """Rows of comma-separated values: the file, for probabilities the likeliest class, then every number by name.

    Args:
        file: open for writing.
        answers: the first of what is to be added, for the names of the columns.
        classes: names of the classes that `probabilities` are of, where they have any.
    """

    def __init__(self, file: TextIO, answers: Mapping[str, Array], classes: Sequence[str] = ()) -> None:
        self._writer = csv.writer(file)
        self._shares = [name for name in answers if meaning(name).role == "shares"]
        self._names = {name: _entries(name, values, classes) for name, values in answers.items()}
        best = ["class" if name == "probabilities" else f"class_{name}" for name in self._shares]
        self._writer.writerow(["file", *best, *(entry for entries in self._names.values() for entry in entries)])

    def add(self, files: Sequence[str], answers: Mapping[str, Array]) -> None:
        """A row for each file, of the rows of what was answered."""
        numbers = {name: np.reshape(values, (len(files), -1)) for name, values in answers.items()}
        for row, file in enumerate(files):
            best = [self._names[name][int(np.argmax(numbers[name][row]))] for name in self._shares]
            values = [f"{value:.9g}" for name in numbers for value in numbers[name][row]]
            self._writer.writerow([file, *best, *values])


def _entries(name, values, classes):
    """Names of the numbers that an output has for each picture."""
    count = int(np.prod(np.shape(values)[1:]))
    if name == "probabilities" and len(classes) == count:
        return list(classes)
    return [name] if count == 1 else [f"{name}_{number}" for number in range(count)]
