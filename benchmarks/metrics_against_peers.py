"""FID, KID, precision and recall against torch-fidelity, clean-fid and SciPy's matrix root: same features, interleaved.

python -m benchmarks.metrics_against_peers [--n 10000] [--d 2048] [--rounds 3]; first `make .peers/ready`
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy.linalg import sqrtm

from benchmarks.peer import Peer
from tfgan_suite.metrics import fid, kid, precision_recall_density_coverage

TOLERANCE = 1e-4


def features(n, d, seed):
    """[n, d] float32 ≥ 0, correlated, about half of them zero: like those of a network that ends in ReLU."""
    rng, mixing = np.random.default_rng(seed), np.random.default_rng(99).standard_normal((d, d)) / np.sqrt(d)
    return np.maximum(rng.standard_normal((n, d)) @ mixing + 0.1 * seed, 0).astype("float32")


def by_matrix_root(x, y):
    (m, C), (k, D) = ((side.mean(axis=0, dtype="float64"), np.cov(side, rowvar=False)) for side in (x, y))
    return (m - k) @ (m - k) + np.trace(C) + np.trace(D) - 2 * np.trace(sqrtm(C @ D)).real


def timed(score):
    start = time.perf_counter()
    values = score()
    return time.perf_counter() - start, [float(value) for value in values]


def contenders(real, fake, peers):
    """For each score, what each program makes of it: (seconds, values). The first is the suite."""
    few = slice(min(2000, len(real)))
    ours = {
        "FID": lambda: [fid(real, fake)],
        "KID": lambda: kid(real, fake),
        "KID of one set": lambda: kid(real[few], fake[few], subsets=1, subset_size=len(real[few])),
        "precision and recall": lambda: precision_recall_density_coverage(real, fake, k=3)[:2],
    }
    rivals = {"torch-fidelity": list(ours), "clean-fid": ["FID", "KID", "KID of one set"]}
    for score, function in ours.items():
        programs = {"tfgan_suite": lambda f=function: timed(f)}
        for rival, answers in rivals.items():
            if score in answers:
                programs[rival] = lambda q=f"{rival} {score}": peers.ask(q).values()
        if score == "FID":
            programs["scipy.linalg.sqrtm"] = lambda: timed(lambda: [by_matrix_root(real, fake)])
        yield score, programs


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=10_000, help="rows on each side, at least 1,000")
    parser.add_argument("--d", type=int, default=2048)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    real, fake = (features(options.n, options.d, seed) for seed in (1, 2))
    wrong = []
    with tempfile.TemporaryDirectory() as directory:
        paths = [Path(directory) / f"{name}.npy" for name in ("real", "fake")]
        for path, side in zip(paths, (real, fake), strict=True):
            np.save(path, side)
        peers = Peer("scores.py", *paths)
        threads = os.environ.get("OMP_NUM_THREADS", len(os.sched_getaffinity(0)))
        print(f"{options.n} x {options.d} float32 features, {threads} threads, {options.rounds} interleaved rounds\n")
        print("| score | program | value | difference | median s | range | times the suite's |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for score, programs in contenders(real, fake, peers):
            answers = {program: [] for program in programs}
            for _ in range(options.rounds):
                for program, ask in programs.items():
                    answers[program].append(ask())
            ours = answers["tfgan_suite"]
            for program, given in answers.items():
                seconds, values = [s for s, _ in given], given[0][1]
                gap = max(abs(a - b) for a, b in zip(values[:2], ours[0][1], strict=False))
                ratio = statistics.median(theirs / own for theirs, (own, _) in zip(seconds, ours, strict=True))
                shown = ", ".join(f"{value:.7g}" for value in values)
                print(
                    f"| {score} | {program} | {shown} | {gap:.1e} | {statistics.median(seconds):.2f} "
                    f"| {min(seconds):.2f} to {max(seconds):.2f} | {ratio:.1f} |",
                    flush=True,
                )
                # Subsets are drawn by each in its own way; one set of all leaves nothing to chance.
                if gap > TOLERANCE and score != "KID":
                    wrong.append(f"{program} {score}: {gap:.1e}")
                if any(again != values for _, again in given) and program == "tfgan_suite":
                    wrong.append(f"{score} is not the same on a second run")
        peers.close()
    if wrong:
        sys.exit(f"beyond {TOLERANCE}: " + "; ".join(wrong))
    print(f"\nAll differences but those of random subsets are at most {TOLERANCE}.")


if __name__ == "__main__":
    main()
