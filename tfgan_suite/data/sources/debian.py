"""Debian packages as sources: fetched with apt and unpacked without being root or installing anything."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tfgan_suite.errors import SuiteError

CONNECT_SECONDS = 3
OFFLINE = ("Could not resolve", "Temporary failure resolving", "Could not connect", "Connection timed out")


def fetch(package: str, inside: str, destination: Path, pattern: str = "*") -> None:
    """Copies files of a package that this machine's apt sources offer.

    Args:
        package: name of the Debian package.
        inside: the folder of the package that holds the files, relative to the root.
        destination: an existing directory to copy them to; its parent lends room for the package meanwhile.
        pattern: glob of the files to copy.

    Raises:
        SuiteError: apt is missing, does not know the package, or has no network (within seconds).
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise SuiteError(f"{package} cannot be fetched (there is no apt-get); use another source")
    with tempfile.TemporaryDirectory(dir=destination.parent) as lent:
        room = Path(lent)
        _download(package, room)
        archive = next(room.glob("*.deb"))
        try:
            subprocess.run(["dpkg-deb", "-x", archive, room / "files"], check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            raise SuiteError(f"{package} cannot be unpacked in {room.parent}; make room there") from error
        for file in (room / "files" / inside).glob(pattern):
            shutil.copyfile(file, destination / file.name)


def _download(package: str, room: Path) -> None:
    own = [f"Dir::Cache={room / 'cache'}", "APT::Sandbox::User=root"]
    if not (said := _apt(["download", package], room, own)):
        return
    if not any(phrase in said for phrase in OFFLINE):
        own.append(f"Dir::State::lists={room / 'lists'}")
        _apt(["update"], room, own)
        if not (said := _apt(["download", package], room, own)):
            return
    reason = "apt has no network" if any(phrase in said for phrase in OFFLINE) else said.splitlines()[-1]
    raise SuiteError(f"{package} cannot be fetched ({reason}); go online once or install that package")


def _apt(arguments: list[str], room: Path, own: list[str]) -> str:
    for folder in ("cache/archives/partial", "lists/partial"):
        (room / folder).mkdir(parents=True, exist_ok=True)
    settings = [
        "Acquire::Retries=0",
        *(f"Acquire::{scheme}::Timeout={CONNECT_SECONDS}" for scheme in ("http", "https")),
    ]
    options = [word for setting in (*settings, *own) for word in ("-o", setting)]
    environment = {**os.environ, "LC_ALL": "C", "RES_OPTIONS": f"timeout:{CONNECT_SECONDS} attempts:1"}
    command = ["apt-get", "-qq", *options, *arguments]
    done = subprocess.run(command, cwd=room, env=environment, capture_output=True, text=True, errors="replace")
    return "" if done.returncode == 0 else (done.stderr.strip() or f"apt-get ended with {done.returncode}")
