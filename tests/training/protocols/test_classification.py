"""Accuracy on held-out examples, and those that say nothing of a classifier."""

from types import SimpleNamespace

import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.training.protocols import accuracy_protocol, adaptation_protocol
from tfgan_suite.training.running.evaluate import obstacle

LABELLED = np.array([0, 1, 2, 0, -1, 1])
UNLABELLED = np.full(6, -1)
ALIKE = np.array([2, -1, 2, 2, -1, 2])


def held_out(**labels):
    points = np.arange(12, dtype="float32").reshape(6, 2)
    fields = {"labelled": points, "source": points, "target": points, **labels}
    return SimpleNamespace(test=Examples(fields, "own", classes=("ant", "bee", "cow")))


def report(protocol, data, answers):
    classifier = SimpleNamespace(num_classes=3)
    products = type("Said", (), {"game": classifier, "__getitem__": lambda self, name: lambda x: np.eye(3)[answers]})()
    return protocol.measure(products, data, len(data.test))


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        (UNLABELLED, "own has no label"),
        (ALIKE, "all of own that have a label are of one class, cow"),
        (None, "no label"),
    ],
)
def test_what_no_classifier_can_be_judged_by_is_known_before_training(labels, reason):
    data = held_out(**({} if labels is None else {"label": labels}))
    assert reason in obstacle(SimpleNamespace(protocol=accuracy_protocol, **vars(data)))
    scored = report(accuracy_protocol, data, answers=[2, 2, 2, 2])
    assert "accuracy" not in scored and reason in scored["left_out"][0]
    assert accuracy_protocol.verdict(scored)["word"] == "none" and accuracy_protocol.ranking(scored) is None


def test_labels_of_several_classes_are_no_obstacle():
    data = held_out(label=LABELLED)
    assert not accuracy_protocol.obstacle(data)
    scored = report(accuracy_protocol, data, answers=[0, 1, 2, 0, 0])
    assert scored["accuracy"] == 0.8 and scored["accuracy_of_one_class"] == 0.4 and "left_out" not in scored
    assert scored["n"] == 5 and "5 held-out examples: too few" in accuracy_protocol.verdict(scored)["reasons"][0]


def test_one_domain_with_labels_is_enough_to_be_scored():
    data = held_out(label=LABELLED, target_label=UNLABELLED)
    assert not adaptation_protocol.obstacle(data)
    scored = report(adaptation_protocol, data, answers=[0, 1, 2, 0, 1])
    assert scored["source_accuracy"] == 1 and scored["left_out"] == ["target accuracy: own has no target_label"]
    neither = held_out(label=ALIKE, target_label=UNLABELLED)
    assert "no target_label; all of own" in adaptation_protocol.obstacle(neither)


def test_a_training_says_so_before_its_first_step(tfgan, tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (40, 8, 8, 1), "uint8")
    own = {"x_train": images, "y_train": np.arange(40) % 2, "x_test": images[:8], "y_test": np.zeros(8, int)}
    np.savez(tmp_path / "own.npz", **own)
    tiny = ["--batch-size", 4, "--width", 4, "--units", 4, "--latent-dim", 4, "--steps-per-epoch", 1, "--epochs", 1]
    status, out, err = tfgan(
        "train", "ssl_gan", "--data", tmp_path / "own.npz", "--run-dir", tmp_path / "run", *tiny, "--export", "false"
    )
    assert status == 0, err
    said = next(index for index, line in enumerate(out) if "will not be scored: all of own.npz" in line)
    assert said < next(index for index, line in enumerate(out) if "generator_loss" in line)
    status, _, err = tfgan(
        "train",
        "ssl_gan",
        "--data",
        tmp_path / "own.npz",
        "--run-dir",
        tmp_path / "best",
        *tiny,
        "--evaluate-every",
        1,
        "--keep-best",
    )
    assert status == 2 and len(err) == 1 and "one class" in err[0]
