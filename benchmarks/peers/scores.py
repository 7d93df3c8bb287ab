"""torch-fidelity's and clean-fid's scores of given features, asked for line by line; runs in an environment of its own.

python benchmarks/peers/scores.py real.npy fake.npy, then "<program> <score>" on standard input; each is answered by a
line of JSON: seconds and values. `make peers` builds the environment and asks.
"""

import json
import sys
import time
from contextlib import redirect_stdout
from importlib import import_module
from unittest.mock import MagicMock

import numpy as np
import torch

# Both import it to read images, which is not asked of them here; its builds must match those of torch to the letter.
for name in ("torchvision", "torchvision.datasets", "torchvision.transforms", "torchvision.transforms.functional"):
    sys.modules[name] = MagicMock()

clean_fid = import_module("cleanfid.fid")
metric_fid, metric_kid, metric_prc = (import_module(f"torch_fidelity.metric_{name}") for name in ("fid", "kid", "prc"))

QUIET = {"verbose": False, "rng_seed": 0}
real, fake = (np.load(path) for path in sys.argv[1:3])
whole = min(2000, len(real))


def torch_fid():
    statistics = (metric_fid.fid_features_to_statistics(torch.from_numpy(x)) for x in (real, fake))
    return list(metric_fid.fid_statistics_to_metric(*statistics, verbose=False).values())


def torch_kid(x, y, subsets, size):
    features = (torch.from_numpy(side) for side in (x, y))
    return list(
        metric_kid.kid_features_to_metric(*features, kid_subsets=subsets, kid_subset_size=size, **QUIET).values()
    )


def torch_precision_recall():
    features = (torch.from_numpy(side) for side in (fake, real))
    scores = metric_prc.prc_features_to_metric(*features, prc_neighborhood=3, prc_batch_size=10_000, **QUIET)
    return [scores["precision"], scores["recall"]]


def clean_frechet():
    (m, C), (k, D) = ((x.mean(axis=0), np.cov(x, rowvar=False)) for x in (real, fake))
    return [clean_fid.frechet_distance(m, C, k, D)]


ANSWERS = {
    "torch-fidelity FID": torch_fid,
    "torch-fidelity KID": lambda: torch_kid(real, fake, 100, 1000),
    "torch-fidelity KID of one set": lambda: torch_kid(real[:whole], fake[:whole], 1, whole),
    "torch-fidelity precision and recall": torch_precision_recall,
    "clean-fid FID": clean_frechet,
    "clean-fid KID": lambda: [clean_fid.kernel_distance(real, fake, 100, 1000)],
    "clean-fid KID of one set": lambda: [clean_fid.kernel_distance(real[:whole], fake[:whole], 1, whole)],
}

print("ready", flush=True)
for line in sys.stdin:
    with redirect_stdout(sys.stderr):
        start = time.perf_counter()
        values = ANSWERS[line.strip()]()
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "values": [float(value) for value in values]}), flush=True)
