"""What tables say of the pictures of a folder."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tfgan_suite.data.folders.tables import Table, is_of_attributes, read_table
from tfgan_suite.data.folders.walking import SUFFIXES, some
from tfgan_suite.errors import SuiteError


@dataclass(frozen=True)
class Told:
    """Labels and attributes of pictures.

    Attributes:
        tables: the files that say so.
        labels: name of the class of each picture, "" where it has none; None where no table is about classes.
        attributes: one number for each attribute of each picture; None where no table is about attributes.
        attribute_names: their names.
        notes: what was passed over, and why.
    """

    tables: tuple[Path, ...] = ()
    labels: Mapping[Path, str] | None = None
    attributes: Mapping[Path, Sequence[float]] | None = None
    attribute_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes: numbers in their order, names by the alphabet."""
        names = {*(self.labels or {}).values()} - {""}
        if all(name.lstrip("-").isdigit() for name in names):
            return tuple(sorted(names, key=int))
        return tuple(sorted(names))

    def known(self, pictures: list[Path]) -> list[Path]:
        """Those pictures of which each table says something."""
        columns = [column for column in (self.labels, self.attributes) if column]
        return [path for path in pictures if all(path in column for column in columns)]


def told_of(root: Path, tables: list[Path], pictures: list[Path]) -> Told:
    """What the tables among the files below `root`, or CelebA's right above it, say of its pictures.

    A picture is meant by its path from the table, by the end of its path, or by its name without suffix, where that is
    one picture's alone.

    Raises:
        SuiteError: a table that cannot be read, or that names no picture while no sub-folders could be classes.
    """
    above = [path for path in root.resolve().parent.glob("list_attr*") if is_of_attributes(path) and path.is_file()]
    said, notes = [], []
    for table in filter(None, map(read_table, tables or above)):
        found, missing = _matched(table, pictures)
        if found or not table.names:
            said.append((table, found))
            if missing:
                notes.append(f"{table.path.name} names {len(missing)} pictures that are not there: {some(missing)}")
        elif tables:
            notes.append(_naming_nothing(root, table, pictures))
    about_classes = [(table.labels, found) for table, found in said if table.labels is not None]
    about_attributes = [(table.attributes, found) for table, found in said if table.attributes]
    names = _one({table.attribute_names for table, _ in said if table.attributes}, root)
    told = Told(tuple(table.path for table, _ in said), _joined(about_classes), _joined(about_attributes), names)
    if lacking := sorted({*pictures} - {*told.known(pictures)}):
        known_as = some([path.relative_to(root).as_posix() for path in lacking])
        which = " or ".join(path.name for path in told.tables)
        if len(lacking) == len(pictures):
            raise SuiteError(f"{which} in {root} name no picture both: name the same pictures in both")
        notes.append(f"passed over {len(lacking)} images that {which} does not name: {known_as}")
    return replace(told, notes=tuple(notes))


def _joined(columns):
    """What is said of each picture, of ({name: what is said}, {picture: name}) of each table; None without tables."""
    return {path: said[name] for said, found in columns for path, name in found.items()} if columns else None


def _one(names: set[tuple[str, ...]], root: Path) -> tuple[str, ...]:
    if len(names) > 1:
        raise SuiteError(f"the tables in {root} are about different attributes: give all the same, in one order")
    return next(iter(names), ())


def _matched(table: Table, pictures: list[Path]) -> tuple[dict[Path, str], list[str]]:
    """({picture: what the table calls it}, names that are no picture's)."""
    called = {name: "/".join(part for part in name.split("/") if part) for name in table.names}
    depths = {name.count("/") + 1 for name in called.values()}
    ends = defaultdict(set)
    for path in pictures:
        for depth in depths:
            end = "/".join(path.parts[-depth:])
            ends[end].add(path)
            ends[_stem(end)].add(path)
    found: dict[Path, str] = {}
    missing: list[str] = []
    for name, end in called.items():
        near = ends.get(end) or ends.get(_stem(end)) or set()
        beside = table.path.parent / end
        meant = {beside} if beside in near else near
        if len(meant) == 1:
            found[next(iter(meant))] = name
        else:
            missing.append(name)
    return found, missing


def _stem(name):
    path = PurePosixPath(name)
    return (path.parent / path.stem).as_posix() if path.suffix.lower() in SUFFIXES else name


def _naming_nothing(root, table, pictures):
    first, picture = table.names[0], pictures[0].relative_to(root).as_posix()
    line = f"{table.path.name} names none of the pictures: its first is {first!r}, the first there is {picture!r}"
    if len({path.relative_to(root).parts[0] for path in pictures if path.parent != root}) < 2:
        raise SuiteError(f"{line}; name them by their paths below {table.path.parent}")
    return line
