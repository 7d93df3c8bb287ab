"""Fuzzes one target, guided by what its bytes reach in the suite's Python code.

python -m tests.fuzz TARGET [--seconds 120] [--corpus DIR]
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

SUITE = ["tfgan_suite", "yaml", "zipfile", "pickle", "json", "PIL"]

with atheris.instrument_imports(include=SUITE):
    from tests.fuzz.targets import TARGETS, fed, seeds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    corpus = options.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{options.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds(options.target)):
        (corpus / f"seed-{number}").write_bytes(content)
    limits = [f"-max_total_time={options.seconds}", "-timeout=20", "-rss_limit_mb=4096", "-max_len=4096"]
    found = [f"-artifact_prefix={corpus.parent}/{options.target}-", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *limits, *found, str(corpus)], lambda content: fed(options.target, content))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
