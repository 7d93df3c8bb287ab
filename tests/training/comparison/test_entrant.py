"""Entrants: systems and variants of them, by what a command says."""

import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.comparison.entrant import Entrant


def test_a_name_alone_is_the_system_as_it_comes():
    entrant = Entrant.of("LSGAN")
    assert (entrant.label, entrant.title, entrant.slug, dict(entrant.options)) == ("lsgan", "LSGAN", "lsgan", {})


def test_options_make_a_variant_with_a_name_and_files_of_its_own():
    entrant = Entrant.of("ls-gan  --r1 10  --networks residual")
    assert entrant.label == "lsgan --r1 10 --networks residual"
    assert entrant.title == "LSGAN --r1 10 --networks residual"
    assert entrant.options == {"r1": 10.0, "networks": "residual"}
    assert entrant.slug == "lsgan_--r1_10_--networks_residual"
    assert Entrant.of(entrant.label) == entrant


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("lsgam --r1 10", "did you mean lsgan"),
        ("lsgan --r7 10", "r7"),
        ("lsgan --r1 many", "--r1 many: give"),
        ("lsgan --seed 3", "has a --seed of its own, which a comparison sets for all"),
        ("lsgan --steps-per-epoch 3", "has a --steps-per-epoch of its own"),
        ("lsgan '--r1 10", "does not name a system"),
        ("", "does not name a system"),
    ],
)
def test_mistakes_are_one_line(label, says):
    with pytest.raises(SuiteError, match=says):
        Entrant.of(label)
