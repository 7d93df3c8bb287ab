"""A user's texts and melodies, from the file to the exported writer."""

import json

import numpy as np
import pytest
import tensorflow as tf

from tests.thorough import thorough
from tests.training.own.declared import of

TINY = ["--batch-size", 4, "--d-steps", 2, "--rollouts", 1, "--embedding", 4, "--units", 4, "--filters", 2]
STEPS = ["--epochs", 1, "--steps-per-epoch", 6]
IMITATION = ["--epochs", 1, "--steps-per-epoch", 2, "--imitation", 2, "--judgement", 0]
POEM = "the cat sat on the mat, and the rat sat on the cat.\n"
VOCABULARY = {
    "characters": {*POEM, "↵"} - {"\n"},
    "words": {",", ".", "the", "cat", "sat", "on", "mat", "and", "rat"},
}


@pytest.mark.long
@of("sequences", seqgan=".txt")
@pytest.mark.parametrize("level", [thorough("characters"), "words"])
def test_a_text_is_trained_on_exported_and_written(level, tfgan, tmp_path):
    (tmp_path / "poem.txt").write_text(POEM * 40)
    run = tmp_path / "run"
    words = ["--data", tmp_path / "poem.txt", "--level", level, "--length", 8, "--run-dir", run, "--export", "false"]
    status, out, err = tfgan("train", "seqgan", *words, *TINY, *(STEPS if level == "characters" else IMITATION))
    assert status == 0, err
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    n = {"characters": 2079, "words": 600}[level] // 8
    held = {"characters": 50, "words": 18}[level]
    assert any(f"{n - held} examples to train on and {held} held out: tokens 8" in line for line in out)
    assert any("18 held-out examples: too few for a verdict" in line for line in out) == (level == "words")
    vocabulary = json.loads((run / "data.json").read_text())["classes"]
    assert {*vocabulary} == VOCABULARY[level]

    status, _, err = tfgan("evaluate", run)
    verdict = json.loads((run / "metrics.json").read_text())["verdict"]
    assert status == 0 and verdict["word"] == "bad", (err, verdict)

    version = run / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
    assert told["outputs"]["tokens"]["names"] == vocabulary
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    tokens = serve(seed=tf.constant([1, 2]), temperature=tf.ones((2, 1)))["tokens"].numpy()
    assert tokens.shape == (2, 8) and tokens.min() >= 0 and tokens.max() < len(vocabulary)

    status, _, err = tfgan("sample", run, "--n", 5, "--out", tmp_path / "five.txt")
    lines = (tmp_path / "five.txt").read_text().splitlines()
    assert status == 0 and len(lines) == 5, err
    for line in lines:
        tokens = line if level == "characters" else line.split(" ")
        assert len(tokens) == 8 and {*tokens} <= {*vocabulary}


@pytest.mark.thorough
@of("sequences", seqgan=".npz")
def test_tokens_of_an_array_file_keep_their_names(tfgan, tmp_path):
    rng, run = np.random.default_rng(0), tmp_path / "run"
    np.savez(tmp_path / "moves.npz", tokens=np.cumsum(rng.integers(1, 3, (60, 6)), 1) % 4, classes=list("NESW"))
    words = ["--data", tmp_path / "moves.npz", "--run-dir", run, "--export", "false"]
    status, out, err = tfgan("train", "seqgan", *words, *TINY, *IMITATION)
    assert status == 0, err
    assert any("45 examples to train on and 15 held out: tokens 6" in line for line in out)
    status, _, err = tfgan("sample", run, "--n", 2, "--out", tmp_path / "two.txt")
    assert status == 0 and {*(tmp_path / "two.txt").read_text().strip()} <= {*"NESW\n"}, err


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (["--length", 4000], "holds no 4000 tokens in a row"),
        (["--level", "letters"], "--level letters: give one of characters, words"),
        (["--data", "grammar", "--length", 8], "length is for files and folders of your own"),
        ([], "poem.txt has 78 examples and a step takes 5 minibatches of 64: give --batch-size 15 or less, or more"),
    ],
)
def test_what_does_not_fit_is_one_line(options, wrong, tfgan, tmp_path):
    (tmp_path / "poem.txt").write_text(POEM * 40)
    words = ["train", "seqgan", "--data", tmp_path / "poem.txt", "--run-dir", tmp_path / "run", *STEPS, *options]
    status, _, err = tfgan(*words)
    assert status == 2 and len(err) == 1 and wrong in err[0]
    assert not (tmp_path / "run").exists()
