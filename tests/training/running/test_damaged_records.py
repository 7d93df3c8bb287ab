"""Histories and costs that a spreadsheet, an editor or a crash has damaged."""

import json
import shutil

import pytest

from tests.thorough import thorough
from tests.training.killing import words
from tfgan_suite.training.commands.main import main
from tfgan_suite.training.reporting.history import read_history

DAMAGE = {
    "semicolons": lambda text: text.replace(",", ";"),
    "words": lambda text: text.replace("\n0,", "\nzero,"),
    "headless": lambda text: text.partition("\n")[2],
    "binary": lambda text: "\x00\x01" + text,
}


def training(images, run, epochs):
    return words("dcgan", images, run, "--epochs", epochs, "--steps-per-epoch", 2)


@pytest.fixture(scope="module")
def trained(large_images, tmp_path_factory):
    """A run of two epochs, which the tests copy."""
    run = tmp_path_factory.mktemp("trained") / "run"
    main(training(large_images, run, 2))
    return run


@pytest.fixture
def train(tfgan, trained, large_images, tmp_path):
    run = shutil.copytree(trained, tmp_path / "run")
    return lambda epochs: tfgan(*training(large_images, run, epochs))


@pytest.mark.parametrize("damage", ["semicolons", *map(thorough, ("words", "headless", "binary"))])
def test_a_damaged_history_is_set_aside_and_written_anew(damage, train, tmp_path):
    history = tmp_path / "run" / "history.csv"
    damaged = DAMAGE[damage](history.read_text())
    history.write_text(damaged)
    with pytest.warns(UserWarning, match=r"history\.csv is damaged: its curves are left out"):
        assert read_history(history) == {}
    with pytest.warns(UserWarning, match=r"history\.csv is damaged: it is history-damaged\.csv now"):
        assert train(3)[0] == 0
    assert (tmp_path / "run" / "history-damaged.csv").read_text() == damaged
    assert len(read_history(history)["generator_loss"]) == 1


def test_a_last_row_that_was_cut_off_is_no_damage(train, tmp_path):
    history = tmp_path / "run" / "history.csv"
    before = read_history(history)
    assert len(before["generator_loss"]) == 2
    with history.open("a") as file:
        file.write("2,0.1")
    assert read_history(history) == before


@pytest.mark.parametrize(
    "content", ["{", *map(thorough, ("[1]", "null", '{"seconds": "x", "steps": 1, "clock": "wall"}', '{"steps": 4}'))]
)
def test_damaged_costs_are_counted_anew(content, train, tmp_path):
    costs = tmp_path / "run" / "costs.json"
    costs.write_text(content)
    with pytest.warns(UserWarning, match=r"costs\.json is damaged"):
        assert train(3)[0] == 0
    assert json.loads(costs.read_text())["steps"] > 0
