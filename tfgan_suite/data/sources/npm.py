"""npm packages as sources: fetched with npm itself; nothing is installed and no script of theirs is run."""

import fnmatch
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError

CONNECT_SECONDS = 3
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONN", "ENETUNREACH", "EHOSTUNREACH", "TIMEDOUT", "TIMEOUT", "network")


def package(name: str, version: str, cache: Path) -> Path:
    """The archive of a package, fetched into the cache first where it is missing.

    Args:
        name: as npm knows it.
        version: exact; what npm has published under a version never changes.
        cache: directory that keeps the archive, in "npm".

    Raises:
        SuiteError: npm is missing, does not know the package or has no network (within seconds), or the cache
            cannot be written.
    """
    archive = cache / "npm" / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    if archive.is_file():
        return archive
    if not shutil.which("npm"):
        raise SuiteError(f"{name} cannot be fetched (there is no npm); install Node.js, which brings it, or use apt")
    try:
        with atomic_write(archive) as draft:
            _download(f"{name}@{version}", draft.parent)
            next(draft.parent.glob("*.tgz")).replace(draft)
    except OSError as error:
        raise SuiteError(
            f"{name} cannot be kept in {archive.parent} ({error.strerror or error}); "
            "make room there or set TFGAN_SUITE_CACHE to another directory"
        ) from error
    return archive


def files(archive: Path, *patterns: str) -> dict[str, bytes]:
    """The files of a package that fit one of the globs, by their path inside it, in sorted order.

    Raises:
        SuiteError: the archive is damaged.
    """
    held = {}
    try:
        with tarfile.open(archive) as package:
            for member in package:
                path = member.name.partition("/")[2]
                content = package.extractfile(member)
                if content and any(fnmatch.fnmatch(path, pattern) for pattern in patterns):
                    held[path] = content.read()
    except (OSError, EOFError, tarfile.TarError) as error:
        raise SuiteError(f"{archive} is damaged ({error}); remove it and try again") from error
    return dict(sorted(held.items()))


def _download(spec: str, room: Path) -> None:
    impatient = ["--fetch-retries=0", f"--fetch-timeout={1000 * CONNECT_SECONDS}"]
    if not (said := _npm(["view", spec, "version", *impatient], room)):
        print(f"fetching {spec} with npm", file=sys.stderr)
        said = _npm(["pack", spec], room)
    if said:
        reason = "npm has no network" if any(word in said for word in OFFLINE) else said.splitlines()[0]
        raise SuiteError(f"{spec} cannot be fetched ({reason}); go online once and try again")


def _npm(arguments: list[str], room: Path) -> str:
    environment = {**os.environ, "RES_OPTIONS": f"timeout:{CONNECT_SECONDS} attempts:1"}
    command = ["npm", *arguments, "--loglevel=error", "--no-update-notifier", "--cache", str(room / "npm")]
    done = subprocess.run(command, cwd=room, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode == 0:
        return ""
    lines = [line.removeprefix("npm error ").removeprefix("npm ERR! ") for line in done.stderr.strip().splitlines()]
    return "\n".join(lines) or f"npm ended with {done.returncode}"
