import json

import numpy as np
import pytest

from tfgan_suite.training import protocols
from tfgan_suite.training.reporting.looks import monitored
from tfgan_suite.training.running import best
from tfgan_suite.training.running.run import Run

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--steps-per-epoch", 2, "--export", "false"]
N = 20


@pytest.fixture
def train(tfgan, images, tmp_path, monkeypatch):
    """`tfgan train dcgan` with scores that are written beforehand; gives standard output."""
    script = {}

    def scored(plan, n, features):
        return {"fid": script["scores"][int(plan.game.steps.numpy()) // 2 - 1], "words": "none"}

    monkeypatch.setattr(best, "score", scored)
    monkeypatch.setattr(best, "obstacle", lambda *_: "")

    def run(scores, *options):
        script["scores"] = scores
        where = ["--data", images, "--run-dir", tmp_path / "run", "--evaluate", "false"]
        status, out, err = tfgan("train", "dcgan", *where, *TINY, *options)
        assert status == 0, err
        return out

    run.path = tmp_path / "run"
    return run


def looked_at(run):
    return [(look["epoch"], look["scores"]["fid"]) for look in json.loads((run / "evaluations.json").read_text())]


def kept(run):
    return [path.name for path in (run / "best").iterdir()]


def test_the_best_checkpoint_is_kept_and_exported(train, tfgan):
    train([9, 4, 6], "--epochs", 3, "--evaluate-every", 1, "--keep-best")
    assert looked_at(train.path) == [(1, 9), (2, 4), (3, 6)]
    assert kept(train.path) == ["step-00000004.keras"]
    samples = []
    for checkpoint in ("best/step-00000004.keras", "checkpoints/step-00000006.keras"):
        from tfgan_suite import load_game

        samples.append(load_game(train.path / checkpoint).sample(4, seed=0))
    assert tfgan("sample", train.path, "--n", 4, "--out", train.path / "four.npy")[0] == 0
    from tfgan_suite.data import to_uint8

    drawn = np.load(train.path / "four.npy")
    assert (drawn == to_uint8(samples[0])).all() and not (drawn == to_uint8(samples[1])).all()
    assert "fid was best after epoch 2 (4)" in (train.path / "report.html").read_text()


def test_a_training_without_progress_ends_and_stays_ended(train):
    command = ["--epochs", 9, "--evaluate-every", 1, "--early-stop", 2]
    out = train([9, 4, 6, 7, 1, 1, 1, 1, 1], *command)
    assert len(looked_at(train.path)) == 4
    assert any("ended early" in line for line in out)
    train([0] * 9, *command)
    assert len(looked_at(train.path)) == 4


@pytest.mark.thorough
def test_an_interrupted_training_remembers_its_evaluations(train):
    train([9, 4, 6, 5], "--epochs", 2, "--evaluate-every", 2, "--keep-best")
    assert looked_at(train.path) == [(1, 9), (2, 4)]
    train([9, 4, 6, 5], "--epochs", 4, "--evaluate-every", 2, "--keep-best")
    assert looked_at(train.path) == [(1, 9), (2, 4), (4, 5)]
    assert kept(train.path) == ["step-00000004.keras"]


def test_flags_that_need_another(tfgan, images, tmp_path):
    command = ["train", "dcgan", "--data", images, "--run-dir", tmp_path / "r", *TINY]
    for flags, word in ((["--keep-best"], "--evaluate-every"), (["--evaluate-every", 0], "positive")):
        status, _, err = tfgan(*command, *flags)
        assert status == 2 and len(err) == 1 and word in err[0]
    assert not (tmp_path / "r").exists()


def test_a_diverged_run_says_so_in_its_report(tfgan, images, tmp_path):
    command = ["train", "dcgan", "--data", images, "--run-dir", tmp_path / "r", *TINY, "--learning-rate", 1e38]
    status, _, err = tfgan(*command, "--epochs", 4)
    assert status == 2 and "diverged" in err[0]
    assert "diverged; lower the" in (tmp_path / "r" / "report.html").read_text()
    assert Run.open(tmp_path / "r").ending.read_text().startswith("The ")


@pytest.mark.parametrize(
    ("protocol", "scores", "name", "lower"),
    [
        (protocols.paired_protocol, {"fid": 1.0, "l1": 0.2}, "l1", True),
        (protocols.image_protocol, {"kid/mean": 1.0, "fid": 2.0}, "fid", True),
        (protocols.segmentation_protocol, {"dice": 0.7}, "dice", False),
        (
            protocols.AccuracyProtocol(ranks_by="source", target=("a", "b"), source=("c", "d")),
            {"target": 0.9, "source": 0.8},
            "source",
            False,
        ),
    ],
)
def test_what_checkpoints_are_ranked_by(protocol, scores, name, lower):
    assert (protocol.ranking(scores).name, protocol.ranking(scores).better) == (name, "lower" if lower else "higher")
    look = {"epoch": 3, "step": 9, "scores": scores, "ranked_by": {"name": name, "lower_is_better": lower}}
    assert monitored([look]) == (name, lower, [(3, scores[name])])
    assert monitored([{"epoch": 3, "step": 9, "scores": {"n": 3.0}}]) is None
    assert protocol.ranking({"n": 3.0}) is None


def test_a_checkpoint_that_is_bad_comes_after_one_that_is_not(train, monkeypatch):
    copies = {4: {"distinct": 0.01}}
    honest = best.score

    def copied(plan, *rest):
        return honest(plan, *rest) | copies.get(int(plan.game.steps.numpy()), {})

    monkeypatch.setattr(best, "score", copied)
    train([9, 4, 6], "--epochs", 3, "--evaluate-every", 1, "--keep-best")
    assert kept(train.path) == ["step-00000006.keras"], "the second is nearest to real data, by copying"
