"""Shipment: several formats of one network, written, checked and put in place together or not at all."""

import contextlib
import dataclasses
import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.parity import Check, Reference, Run
from tfgan_suite.export.signature import BYTES, Signature


@dataclasses.dataclass(frozen=True)
class Format:
    """One way to hand a network on.

    Attributes:
        name: as it is asked for and reported.
        place: directory of all exports and name of the network to the path of the artefact.
        write: writes the network of a signature to a path that does not exist yet; may return notes about it.
        load: reads such a path and returns a function of named arrays.
        tolerance: bound on |exported - Keras|, if there is one.
        own_kernels: whether other programs than TensorFlow's compute it, and round in their own way.
        most_lost: bound on the share of variance that is lost (see `parity.Check`), if there is one.
        width: bytes that a weight takes.
        load_bytes: the same as `load` for the twin whose pictures are uint8, in a format that has one.
        inside: what is written and name of the network to where in it the network lies, to be loaded and measured.
    """

    name: str
    place: Callable[[Path, str], Path]
    write: Callable[[Signature, Path], Iterable[str] | None]
    load: Callable[[Path], Run]
    tolerance: float | None = None
    own_kernels: bool = False
    most_lost: float | None = None
    width: float = 4
    load_bytes: Callable[[Path], Run] | None = None
    inside: Callable[[Path, str], Path] = lambda draft, _: draft


def ship(
    network: keras.Model,
    places: Mapping[Path, Format],
    **names: Any,
) -> list[Check]:
    """Writes drafts, reloads and checks each, and only then moves them all to their places.

    Args:
        network: built Functional `keras.Model`.
        places: path of each artefact and its format.
        **names: further arguments of `Signature`.

    Raises:
        SuiteError: the network cannot be served, a draft fails its check, or it cannot be written. Nothing of
            this shipment is left then, and what stood there before stays.
    """
    signature = Signature(network, **names)
    reference = Reference(signature)
    checks = []
    with contextlib.ExitStack() as stack:
        for path, form in places.items():
            stack.enter_context(_no_trace(path))
            draft = stack.enter_context(atomic_write(path))
            notes = form.write(signature, draft) or ()
            tolerance = max(form.tolerance or 0, reference.rounding) if form.own_kernels else form.tolerance
            bounds: dict[str, Any] = {"width": form.width, "tolerance": tolerance, "most_lost": form.most_lost}
            name = signature.name
            check = reference.check(form.name, form.inside(draft, name), form.load, **bounds)
            twin = form.load_bytes if BYTES in signature.functions else None
            levels = reference.check_bytes(form.name, draft, twin) if twin else None
            checks.append(dataclasses.replace(check, path=form.inside(path, name), levels=levels, notes=tuple(notes)))
    return checks


@contextlib.contextmanager
def _no_trace(path: Path) -> Iterator[None]:
    """Says in one line why a path cannot be written, and takes away the directories made for it."""
    made = [parent for parent in path.parents if not parent.exists()]
    try:
        yield
    except (OSError, tf.errors.OpError) as error:
        raise SuiteError(f"cannot write {path}: {_reason(error)}; nothing was kept") from error
    finally:
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()


def _reason(error):
    if isinstance(error, shutil.Error):
        return str(error.args[0][0][2])
    if isinstance(error, OSError):
        return error.strerror or str(error)
    full = "No space left on device"
    return f"{full} (errno {errno.ENOSPC})" if full in error.message else error.message.partition("\n")[0]
