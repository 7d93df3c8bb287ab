"""Examples: a set of real examples, held as named arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tfgan_suite.data.pipeline.rows import taken
from tfgan_suite.errors import SuiteError


@dataclass(frozen=True, eq=False)
class Examples:
    """N examples as parallel arrays: row i of every field belongs to example i.

    Args:
        fields: arrays by name, all of the same first dimension N. By convention "image" is uint8 [N, H, W,
            C], "label" is int32 [N], "attributes" is float32 [N, K] and "point" is float32 [N, 2]; any other name and
            dtype is welcome.
        name: what to call the set in messages and reports.
        classes: names of the classes, in the order of the labels; empty when they have none.
        licence: the licence that the set is distributed under; empty when unknown.
        notes: what a user should hear about the set, such as files that could not be read, one sentence each.
        attribute_names: of the entries of the field "attributes", in their order; empty when they have none.
        mask_classes: names of the channels of the field "mask", where it has several, in their order.
        mask_values: what files of masks hold for each of these classes, in their order: numbers, or packed colours; of
            one object for nothing and for it. Empty where they are 0, 1, 2, ...
        keypoint_names: of the parts in the field "keypoints", in their order.
        apart: groups of fields that belong to examples of their own, such as ("source",) and ("target",) of two domains
            without pairs: row i of the one has nothing to do with row i of the other, and streams shuffle each for
            itself. Empty where all fields of a row are one example.
        own: whether they are a user's, of which nothing is known beforehand, whatever they are called.

    Raises:
        SuiteError: no fields, fields of different lengths, or an "image" that is not uint8 NHWC.
    """

    fields: dict[str, np.ndarray]
    name: str
    classes: tuple[str, ...] = ()
    licence: str = ""
    notes: tuple[str, ...] = ()
    attribute_names: tuple[str, ...] = ()
    mask_classes: tuple[str, ...] = ()
    mask_values: tuple[int, ...] = ()
    keypoint_names: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    own: bool = False

    def __post_init__(self) -> None:
        if not self.fields:
            raise SuiteError(f"{self.name} has no fields; pass at least one array")
        lengths = {field: len(array) for field, array in self.fields.items()}
        if len(set(lengths.values())) > 1:
            sizes = ", ".join(f"{field} {length}" for field, length in lengths.items())
            raise SuiteError(f"the fields of {self.name} differ in length ({sizes}); give each example one row")
        image = self.fields.get("image")
        if image is not None and (image.dtype != np.uint8 or image.ndim != 4):
            raise SuiteError(
                f"the images of {self.name} are {image.dtype} {list(image.shape)}, not uint8 [N, H, W, C]; "
                "build them with tfgan_suite.data.from_arrays"
            )

    def __len__(self) -> int:
        return len(next(iter(self.fields.values())))

    def __getitem__(self, field: str) -> np.ndarray:
        """The array of one field. Raises SuiteError naming the fields there are when it is none of them."""
        if field not in self.fields:
            raise SuiteError(
                f"{self.name} has no field {field!r}; it has {', '.join(self.fields)}; choose data that have it"
            )
        return self.fields[field]

    def take(self, rows: slice | Sequence[int] | np.ndarray) -> "Examples":
        """The examples at `rows`, in that order. A slice shares memory with this set; indices copy, but for arrays that
        are mapped from disk, which stay there."""
        return replace(self, fields={field: taken(array, rows) for field, array in self.fields.items()})

    def noting(self, notes: Sequence[str]) -> "Examples":
        """The same examples with further notes."""
        return replace(self, notes=(*self.notes, *notes))

    @property
    def known_as(self) -> str:
        """The name by which features and anchors of a set are found; empty for a user's own, whatever its name."""
        return "" if self.own else self.name

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """Height, width and channels of the field "image". Raises SuiteError where there is none."""
        return self["image"].shape[1:]
