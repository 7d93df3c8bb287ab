"""Mask codes: which classes the values of masks stand for, one object or several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tfgan_suite.data.masks.palettes import VOC_BORDER, hexadecimal, voc_number
from tfgan_suite.data.pipeline.void import LEVEL, SAID, VOID
from tfgan_suite.errors import SuiteError

EDGE = 8
MOST = 192
APART = 30
BACKGROUND = "background"
WANTED = (
    "give 0 or False where the object is not, and 1, 255 or True where it is, or for several classes their numbers, "
    "0 for what is none"
)


@dataclass(frozen=True)
class MaskCode:
    """How values of masks are read.

    Attributes:
        values: the value of each class, in the order of the classes; of one object (0 or -1, the highest).
        names: of the classes; empty for one object.
        void: values that say that nobody knows what is there, see `pipeline.void`.
        notes: what a user should hear of it.
    """

    values: tuple[int, ...]
    names: tuple[str, ...] = ()
    void: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def channels(self) -> int:
        """1 for one object, else the number of classes."""
        return max(1, len(self.names))

    def classes_of(self, masks: np.ndarray) -> np.ndarray:
        """The number of each pixel's class, or `VOID`, uint8, of masks of whole numbers; soft ones are cut at one
        half."""
        if self.names:
            order = np.argsort(self.values)
            known = np.asarray(self.values)[order]
            at = np.minimum(np.searchsorted(known, masks), len(known) - 1)
            found = np.where(known[at] == masks, order[at], 0)
        else:
            found = masks > self.values[-1] / 2
        return np.where(np.isin(masks, self.void), VOID, found).astype(np.uint8)


def as_channels(classes: np.ndarray, channels: int) -> np.ndarray:
    """uint8 [..., channels], 255 in the channel of each pixel's class, of one object in a single one; `LEVEL` in all
    where it is void."""
    classes = classes[..., None]
    marked = classes == (np.arange(channels, dtype=np.uint8) if channels > 1 else 1)
    return np.where(classes == VOID, np.uint8(LEVEL), marked * np.uint8(255))


def code_of(census: Mapping[int, int], names: Sequence[str] = ()) -> MaskCode:
    """What whole numbers in masks stand for, told by which there are and how often.

    0 and another number, -1 and 1, and what smooth edges leave of 0 and 255, are one object. Of more, 255 is void where
    the others lie close together, as numbers of classes do; where they are spread over the levels of grey it is one.

    Args:
        census: how often each value occurs.
        names: of the classes from 0 on, or of those that there are.

    Raises:
        SuiteError: one value alone, more than `MOST`, or names that do not fit.
    """
    values = sorted(census)
    _refuse_one(values, values[0])
    if values in ([0, values[-1]], [-1, 1]) or _is_soft(census):
        return MaskCode((values[0], values[-1]))
    known = [value for value in values if value != VOID]
    void: tuple[int, ...] = (VOID,) if 1 < len(known) < len(values) and min(np.diff(known)) < APART else ()
    known = known if void else values
    notes = (f"{VOID} in masks {SAID}",) if void else ()
    if known[0] == 0 and len(known) == 2:
        return MaskCode((0, known[1]), void=void, notes=notes)
    if known[0] < 0 or len(known) > MOST:
        shown = ", ".join(map(str, values[:4])) + (f", ... {values[-1]}" if len(values) > 4 else "")
        raise SuiteError(f"the masks hold {len(values)} values {shown}, more than classes; {WANTED}")
    if len(names) > known[-1]:
        names = [names[value] for value in known]
    return _coded(known, names, [str(value) for value in known], void, notes)


def code_of_colours(census: Mapping[int, int], names: Mapping[int, str] | Sequence[str] = ()) -> MaskCode:
    """What colours in masks stand for. Black is the background; those of Pascal VOC are the numbers that they have
    there, others come in the order of red, green and blue.

    Args:
        census: how often each colour occurs, as 65536 r + 256 g + b.
        names: of colours, or of the classes in their order.

    Raises:
        SuiteError: as in `code_of`.
    """
    _refuse_one([*census], hexadecimal(next(iter(census))))
    void = tuple({VOC_BORDER} & census.keys()) if len(census) > 2 else ()
    notes = (f"colour #e0e0c0 in masks {SAID}, as in Pascal VOC",) if void else ()
    colours = sorted(census.keys() - {*void})
    if len(colours) > MOST:
        raise SuiteError(
            f"the masks hold {len(colours)} colours, more than classes: save them as PNG, since JPEG changes colours"
        )
    if len(colours) == 2 and colours[0] == 0 and not names:
        return MaskCode((0, colours[1]), void=void, notes=notes)
    if isinstance(names, Mapping):
        usual = {0: BACKGROUND, **names}
        return MaskCode(tuple(colours), tuple(usual.get(c, hexadecimal(c)) for c in colours), void, notes)
    known = {number: colour for colour in colours if (number := voc_number(colour)) is not None}
    if len(known) == len(colours):
        numbers = sorted(known)
        names = [names[number] for number in numbers] if len(names) > numbers[-1] else names
        return _coded([known[number] for number in numbers], names, [*map(str, numbers)], void, notes)
    return _coded(colours, names, [hexadecimal(colour) for colour in colours], void, notes)


def _refuse_one(values, shown):
    if len(values) == 1:
        marked = "everything" if values[0] else "nothing"
        raise SuiteError(f"the masks are {shown} in every place, which marks {marked}; {WANTED}")


def _coded(values, names, usual, void, notes):
    if names and len(names) == len(values):
        usual = names
    elif names:
        raise SuiteError(f"{len(names)} names of classes do not fit masks with {len(values)}: name each, from 0 on")
    elif values[0] == 0:
        usual = [BACKGROUND, *usual[1:]]
    return MaskCode(tuple(values), tuple(usual), void, notes)


def _is_soft(census):
    """Whether what lies between 0 and 255 is what smooth edges leave, or compression, which frays both ends; a single
    level between them is a class."""
    values, counts = (np.asarray(each) for each in zip(*sorted(census.items()), strict=True))
    if values[0] < 0 or not 255 - EDGE < values[-1] <= 255:
        return False
    white = values >= 255 - EDGE
    noisy = len(values[white]) > 1
    between = counts[(values > (EDGE if noisy else 0)) & ~white]
    return bool(values[0] < EDGE and len(between) != 1 and between.sum() < counts[white].sum())
