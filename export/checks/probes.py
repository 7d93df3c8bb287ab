"""Probes: inputs on which an exported network is compared with the one it came from."""

from collections.abc import Iterator

import numpy as np

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.meanings import UNKNOWN
from tfgan_suite.export.signature import Signature
from tfgan_suite.networks.text.embeddings import bag_of_words

OPEN_SIDE = 64  # pixels, where a network leaves height or width open: a multiple of every stride in this suite
CLASS_COUNTS = ("num_classes", "num_tokens", "input_dim")  # as one-hot, CategoryEncoding, Embedding call theirs


def probes(signature: Signature, batch_sizes: tuple[int, ...]) -> Iterator[dict[str, np.ndarray]]:
    """Draws the same inputs each time, one dict for each batch size.

    Where the signature has examples of an input, these, one after the other. Else captions are those that its meaning
    names, images (float inputs with height and width that are not known to be noise) are uniform in [-1, 1], other
    floats are drawn from their prior, standard normal where none is known, and integers cycle through the classes, or
    through the names of a choice, from 0 on.

    Args:
        signature: whose inputs to draw.
        batch_sizes: examples in each probe.

    Raises:
        SuiteError: an integer input of a signature without `num_classes` where no layer tells it.
    """
    rng = np.random.default_rng(0)
    integral = any(spec.dtype.is_integer for spec in signature.inputs.values())
    classes = count_classes(signature) if integral else None
    first = 0
    for batch in batch_sizes:
        rows = range(first, first + batch)
        yield {
            name: signature.examples[name].take(rows, axis=0, mode="wrap")
            if name in signature.examples
            else _draw(rng, spec, batch, classes, signature.meaning(name))
            for name, spec in signature.inputs.items()
        }
        first += batch


def _draw(rng, spec, batch, classes, meaning):
    shape = (batch, *(OPEN_SIDE if size is None else size for size in spec.shape[1:]))
    if meaning.role == "words" and meaning.names:
        values = bag_of_words(np.resize(meaning.names, batch), spec.shape[-1])
    elif spec.dtype.is_integer:
        count = len(meaning.names) if meaning.role == "choice" and meaning.names else classes
        values = np.arange(np.prod(shape)).reshape(shape) % count
    elif meaning.prior == "uniform" or (len(shape) >= 4 and (meaning.span or meaning is UNKNOWN)):
        values = rng.uniform(-1, 1, shape)
    else:
        values = rng.standard_normal(shape)
    return values.astype(spec.dtype.as_numpy_dtype)


def count_classes(signature: Signature) -> int:
    """How many values the integer inputs of a network take.

    Raises:
        SuiteError: the signature does not say, and no layer tells it.
    """
    if signature.num_classes:
        return signature.num_classes
    network = signature.network
    parts = [*network.operations, *network._flatten_layers(include_self=False)]
    counts = [getattr(part, attribute, None) for part in parts for attribute in CLASS_COUNTS]
    known = [count for count in counts if isinstance(count, int)]
    if not known:
        raise SuiteError(f"no layer of {network.name} tells how many classes its labels have: pass num_classes")
    return min(known)
