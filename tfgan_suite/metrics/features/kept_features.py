"""Feature cache: real examples are read once, under a name that says what they are."""

import hashlib
import re
import warnings
import zipfile
from pathlib import Path

import numpy as np

from tfgan_suite.atomic import atomic_write
from tfgan_suite.cache import cache_dir
from tfgan_suite.data.pipeline.rows import in_parts
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor


def real_features(examples: np.ndarray, extractor: FeatureExtractor, data: str) -> Extracted:
    """Features and probabilities of real examples, from the cache where these very examples were read before.

    Args:
        examples: uint8 images [n, h, w, c], or whatever else the extractor reads.
        extractor: reads them where that is still to be done.
        data: what to call them, such as "fashion_mnist-test".

    A damaged file is made anew; a disk that refuses costs the next reading its speed, and the user is warned.
    """
    path = features_path(examples, extractor, data)
    if (found := _recall(path)) is not None:
        return found
    read = extractor.extract(examples)
    try:
        with atomic_write(path) as draft, draft.open("wb") as file:
            np.savez(file, **{name: array for name, array in read._asdict().items() if array is not None})
    except OSError as error:
        warnings.warn(f"features of {data} could not be kept in {path.parent}: {error.strerror or error}", stacklevel=2)
    return read


def features_path(examples: np.ndarray, extractor: FeatureExtractor, data: str) -> Path:
    """Where they are kept: data, split, size, extractor with version, resize and weights, n, digest of the content."""
    content = hashlib.sha256()
    for part in in_parts(examples):
        content.update(np.ascontiguousarray(part).data)
    digest = content.hexdigest()[:8]
    size = "x".join(str(side) for side in examples.shape[1:])
    reader = "-".join(filter(None, [extractor.describe(examples.shape[1:]), extractor.fingerprint]))
    name = re.sub(r"[^\w.]+", "-", f"{Path(data).name}-{size}-{reader}-n{len(examples)}-{digest}")
    return cache_dir() / "features" / f"{name}.npz"


def _recall(path):
    try:
        with np.load(path, allow_pickle=False) as kept:
            return Extracted(kept["features"], kept.get("probabilities"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        warnings.warn(f"{path} is damaged ({type(error).__name__}) and is made anew", stacklevel=2)
        return None
