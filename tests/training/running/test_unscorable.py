"""What cannot be scored is not, which is said before training where it can be known and costs nothing of it."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf

from tests.thorough import thorough
from tfgan_suite.data import from_arrays
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.protocols.images import ImageProtocol
from tfgan_suite.training.protocols.video import video_protocol
from tfgan_suite.training.running.evaluate import obstacle, score

TINY = ["--batch-size", 4, "--width", 4, "--latent-dim", 5, "--epochs", 2, "--steps-per-epoch", 2]


@pytest.fixture
def train(tfgan, tmp_path):
    def run(n, *more, shape=(8, 8, 1)):
        np.save(tmp_path / "few.npy", np.random.default_rng(0).integers(0, 256, (n, *shape), "uint8"))
        return tfgan("train", "dcgan", "--data", tmp_path / "few.npy", "--run-dir", tmp_path / "run", *TINY, *more)

    return run


def everything_but_scores(run):
    assert (run / "report.html").is_file() and (run / "export" / "savedmodel" / "generator" / "1").is_dir()
    assert (run / "checkpoints" / "step-00000004.keras").is_file() and not (run / "metrics.json").exists()


def test_too_few_images_to_score(train, tmp_path):
    status, out, err = train(40)
    assert status == 0, err
    line = next(line for line in out if "will not be scored" in line)
    first = next(index for index, other in enumerate(out) if "generator_loss" in other)
    assert "4 held-out examples say nothing" in line and out.index(line) < first
    everything_but_scores(tmp_path / "run")


def test_little_grey_images_are_scored_by_features_of_their_own(train, tmp_path):
    status, out, err = train(240, "--evaluate-every", 1)
    assert status == 0, err
    said = next(line for line in out if line.startswith("scores: features fitted"))
    first = next(index for index, other in enumerate(out) if "generator_loss" in other)
    assert out.index(said) < first and "216 training examples, less than a minute and then kept" in said
    report = json.loads((tmp_path / "run" / "metrics.json").read_text())
    assert report["features"] == "own-v1" and report["n"] == 24 and "fid_share" in report
    assert len(json.loads((tmp_path / "run" / "evaluations.json").read_text())) == 2


def test_scores_without_features_where_all_are_of_features(train, tmp_path):
    status, out, err = train(240, "--features", "none")
    assert status == 0, err
    assert any("will not be scored: features are left out (--features none)" in line for line in out)
    everything_but_scores(tmp_path / "run")


@pytest.mark.long
@pytest.mark.parametrize(
    "error", [SuiteError("held-out images are all alike"), thorough(ValueError("x")), thorough(np.linalg.LinAlgError())]
)
def test_scores_that_fail_in_the_middle_and_at_the_end(error, train, tmp_path, monkeypatch):
    def score(*_):
        raise error

    monkeypatch.setattr("tfgan_suite.training.running.evaluate.score", score)
    monkeypatch.setattr("tfgan_suite.training.running.best.score", score)
    status, out, err = train(240, "--evaluate-every", 1, "--export", "true")
    assert status == 0, err
    assert sum(line.startswith("not evaluated: ") for line in out) == 3
    everything_but_scores(tmp_path / "run")
    assert not (tmp_path / "run" / "evaluations.json").exists()


def test_a_choice_among_what_cannot_be_scored_is_refused_before_training(train, tmp_path):
    for option in (["--keep-best"], ["--early-stop", 2]):
        status, _, err = train(40, "--evaluate-every", 1, *option)
        assert status == 2 and len(err) == 1 and "4 held-out examples say" in err[0] and "--keep-best" in err[0]
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("option", [["--keep-best"], ["--early-stop", 2]], ids=["keep-best", "early-stop"])
def test_a_choice_by_scores_that_rank_nothing_is_refused_before_training(option, train, tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.training.running.best.obstacle", lambda *_: "")
    monkeypatch.setattr(ImageProtocol, "ranks_by", ())
    status, _, err = train(240, "--evaluate-every", 1, *option)
    assert status == 2 and len(err) == 1 and "rank no checkpoints: leave --keep-best" in err[0]
    assert not (tmp_path / "run").exists()


def test_too_few_clips_to_score_are_known_before_training():
    few, enough = (from_arrays(np.zeros((n, 8, 8, 1), np.uint8), name="own") for n in (9, 10))
    assert "9 held-out clips say nothing" in obstacle(SimpleNamespace(protocol=video_protocol, test=few))
    assert not obstacle(SimpleNamespace(protocol=video_protocol, test=enough))


def test_scores_that_rank_nothing_end_no_training(train, tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.training.running.best.obstacle", lambda *_: "")
    monkeypatch.setattr("tfgan_suite.training.running.best.score", lambda *_: {"strange": 1.0})
    status, _, err = train(240, "--evaluate-every", 1, "--keep-best", "--early-stop", 1, "--export", "false")
    assert status == 0, err
    looks = json.loads((tmp_path / "run" / "evaluations.json").read_text())
    assert len(looks) == 2 and not list((tmp_path / "run" / "best").glob("*"))


def test_no_more_is_scored_than_memory_holds(monkeypatch):
    class Counting(ImageProtocol):
        def measure(self, products, data, n, features=None):
            return {"n": n}

    test = from_arrays(np.random.default_rng(0).integers(0, 256, (300, 8, 8, 1), np.uint8))
    plan = SimpleNamespace(game=SimpleNamespace(steps=tf.Variable(3), products=dict), test=test, protocol=Counting())
    assert score(plan)["n"] == 300
    monkeypatch.setattr("tfgan_suite.training.running.evaluate.memory", lambda: 4 * 50 * 4 * 64)
    assert score(plan)["n"] == 50 and score(plan, 20)["n"] == 20
