"""A folder that is called like a set of the suite is scored as what it is: a folder of which nothing is known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from tests.training.protocols.families import writers
from tfgan_suite.data import load
from tfgan_suite.training import protocols
from tfgan_suite.training.protocols.images import known_features

WORDS = "the cat sat on the mat and the rat sat on the cat. " * 20


@pytest.fixture
def called(monkeypatch, tmp_path):
    """Grey pictures in a folder of some name, in which a user stands."""
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)

    def make(name, *folders):
        for folder in folders or (".",):
            (tmp_path / name / folder).mkdir(parents=True)
            for i in range(20):
                Image.fromarray(rng.integers(0, 256, (28, 28), "uint8")).save(tmp_path / name / folder / f"{i}.png")
        return f"./{name}"

    return make


@pytest.mark.parametrize("name", ["fashion_mnist", "stacked_fashion_mnist", "ring"])
def test_features_of_the_named_set_do_not_read_it(name, called):
    for data in (called(name), f"folder:{name}"):
        assert known_features(load(data, "test")) is None


def test_how_domains_of_the_named_set_correspond_is_not_known_of_it(called):
    data = load(called("fashion_inverted", "a", "b"), "test", content="domains")
    assert data.known_as == "" and data.name == "fashion_inverted"


def test_sequences_of_the_grammar_are_not_asked_of_it(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "grammar").mkdir()
    (tmp_path / "grammar" / "text.txt").write_text(WORDS)
    train, test = (load(tmp_path / "grammar", split, content="sequences", length=8) for split in ("train", "test"))
    report = protocols.sequence_protocol.measure(
        writers(lambda *_: train["tokens"])(train, test), SimpleNamespace(train=train, test=test), len(test)
    )
    assert "valid" not in report and any(name.startswith("known_") for name in report)


def test_clips_and_captions_of_the_named_sets_are_not_asked_of_it(called):
    for name, protocol in (
        ("fashion_clips", protocols.video_protocol),
        ("captioned_fashion", protocols.caption_protocol),
    ):
        own = SimpleNamespace(test=load(called(name), "test"))
        named = SimpleNamespace(test=replace(own.test, own=False))
        assert own.test.name == name and protocol.reads(own) and not protocol.reads(named)


def test_a_name_that_is_both_is_the_set_and_a_note_says_how_to_mean_the_folder(called):
    called("grid")
    with pytest.warns(UserWarning, match="is a set of the suite; the folder of that name is meant by ./grid"):
        examples = load("grid", "test")
    assert examples.known_as == "grid"
