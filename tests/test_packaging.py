"""Wheel and source distribution hold every file of the package, and a wheel works where there is no checkout."""

import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.thorough import thorough

ROOT = Path(__file__).parents[1]
PLACES = {"tfgan_suite": "tfgan_suite", "training": "tfgan_suite/training", "export": "tfgan_suite/export"}
TOP = ("setup.py", "pyproject.toml", "README.md", "LICENSE")
EXPORT = """
from tfgan_suite import export, networks
export.export_network(networks.generator((8, 8, 1), latent_dim=4, width=4), "exported")
"""
HERE = """
import tfgan_suite, tfgan_suite.training, tfgan_suite.export.formats
print(tfgan_suite.__file__, tfgan_suite.training.__file__, tfgan_suite.export.formats.__file__, sep="\\n")
"""


@pytest.fixture(scope="module", params=["symlinks", thorough("no symlinks")])
def checkout(request, tmp_path_factory):
    """The repository, also as git lays it out on a system without symlinks: a text file for each."""
    place = tmp_path_factory.mktemp("checkout")
    for name in PLACES:
        shutil.copytree(ROOT / name, place / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in TOP:
        shutil.copy(ROOT / name, place)
    if request.param == "no symlinks":
        for link in ("training", "export"):
            (place / "tfgan_suite" / link).unlink()
            (place / "tfgan_suite" / link).write_text(f"../{link}")
    return place


@pytest.fixture(scope="module")
def built(checkout):
    """The folder of both distributions; the wheel is made of what the source distribution holds."""
    run(sys.executable, "-m", "build", "--no-isolation", cwd=checkout)
    return checkout / "dist"


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """An environment with the wheel, which finds what the suite depends on, but not the suite, in this one."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place)
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "pip", f"--python={place}", "install", "--no-deps", "--no-index", wheel, cwd=place)
    (packages,) = place.glob("lib/python*/site-packages")
    packages.joinpath("dependencies.pth").write_text("\n".join(site.getsitepackages()))
    return place


def test_the_wheel_holds_every_file(built):
    (wheel,) = built.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == {f"{PLACES[name]}/{file}" for name in PLACES for file in files(ROOT / name)}


def test_the_source_distribution_holds_every_file(built):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        held = {name.partition("/")[2] for name in members.getnames()}
    assert held >= {*TOP, *(f"{name}/{file}" for name in PLACES for file in files(ROOT / name))}


@pytest.mark.long
def test_the_wheel_works_without_the_checkout(installed):
    python, tfgan = installed / "bin" / "python", installed / "bin" / "tfgan"
    for file in run(python, "-c", HERE, cwd=installed).split():
        assert Path(file).is_relative_to(installed), file
    assert "wgan_gp" in run(tfgan, "list", cwd=installed)
    run(python, "-c", EXPORT, cwd=installed)
    assert installed.joinpath("exported/litert/generator.tflite").stat().st_size > 1000
    assert installed.joinpath("exported/serving/models.config").is_file()


def test_a_checkout_is_where_python_finds_all_of_it(checkout):
    if not (checkout / "tfgan_suite" / "training").is_symlink():
        pytest.skip("without symlinks it takes an installation")
    for file in run(sys.executable, "-c", HERE, cwd=checkout).split():
        assert Path(file).is_relative_to(checkout), file
    assert "wgan_gp" in run(sys.executable, "-m", "tfgan_suite", "list", cwd=checkout)


def files(place):
    """Files of the folder `place` and below, relative to it; not what lies behind symlinks."""
    found = (Path(folder, name) for folder, _, names in os.walk(place) for name in names)
    return {file.relative_to(place).as_posix() for file in found if "__pycache__" not in file.parts}


def run(command, *arguments, cwd):
    """The standard output of a command, which must succeed, without this process' PYTHONPATH."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    words = [str(word) for word in (command, *arguments)]
    ended = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout
