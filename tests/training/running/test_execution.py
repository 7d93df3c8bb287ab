"""The same training, executed in several ways."""

import json

import pytest
import tensorflow as tf

from tfgan_suite.core.precision import LossScale
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.open_game import open_game, open_plan
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.strategy import choose, is_chief

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--epochs", 1, "--steps-per-epoch", 2]
BARE = ["--evaluate", "false", "--export", "false"]


def words(images, run, *more):
    return ["train", "dcgan", "--data", images, "--run-dir", run, *TINY, *BARE, *more]


def cluster(kind="worker", index=0, **machines):
    return json.dumps({"cluster": machines or {"worker": ["a:1", "b:2"]}, "task": {"type": kind, "index": index}})


def refused(tfgan, images, tmp_path, *options):
    status, _, err = tfgan(*words(images, tmp_path / "run", *options))
    assert status == 2 and len(err) == 1, err
    assert not (tmp_path / "run").exists()
    return err[0]


def test_mirrored_takes_all_devices_and_auto_one(monkeypatch):
    """The suite has two logical processors and no GPU."""
    monkeypatch.setenv("TF_CONFIG", cluster())
    assert choose("mirrored").num_replicas_in_sync == len(tf.config.list_logical_devices("CPU")) == 2
    monkeypatch.delenv("TF_CONFIG")
    assert choose().num_replicas_in_sync == 1


def test_workers_need_a_cluster(tfgan, images, tmp_path, monkeypatch):
    monkeypatch.delenv("TF_CONFIG", raising=False)
    assert "needs TF_CONFIG" in refused(tfgan, images, tmp_path, "--strategy", "multiworker")


@pytest.mark.parametrize(
    "config",
    ["{", "[]", '{"cluster": {}}', cluster("ps"), cluster(index=2), cluster(index="0"), cluster(worker="a:1")],
)
@pytest.mark.parametrize("strategy", ["auto", "multiworker"])
def test_a_cluster_that_makes_no_sense_is_refused(config, strategy, monkeypatch):
    monkeypatch.setenv("TF_CONFIG", config)
    with pytest.raises(SuiteError, match="TF_CONFIG makes no sense"):
        choose(strategy)


def test_a_batch_that_replicas_cannot_share(tfgan, images, tmp_path):
    line = refused(tfgan, images, tmp_path, "--strategy", "mirrored", "--batch-size", 9)
    assert "9" in line and "2 replicas" in line and "--batch-size" in line


@pytest.mark.parametrize(
    ("task", "machines", "writes"),
    [
        (("worker", 0), {"worker": ["a:1", "b:2"]}, True),
        (("worker", 1), {"worker": ["a:1", "b:2"]}, False),
        (("chief", 0), {"chief": ["a:1"], "worker": ["b:2"]}, True),
        (("worker", 0), {"chief": ["a:1"], "worker": ["b:2"]}, False),
    ],
)
def test_one_process_of_a_cluster_writes(task, machines, writes, monkeypatch):
    class Member:
        cluster_resolver = tf.distribute.cluster_resolver.TFConfigClusterResolver()

    monkeypatch.setenv("TF_CONFIG", cluster(*task, **machines))
    assert is_chief(Member) == writes


def test_micro_batches_that_a_batch_does_not_hold(tfgan, images, tmp_path):
    line = refused(tfgan, images, tmp_path, "--accumulate", 3)
    assert "8" in line and "3 micro-batches" in line and "--batch-size" in line
    assert "positive" in refused(tfgan, images, tmp_path, "--accumulate", 0)


@pytest.mark.long
def test_a_training_is_the_same_mirrored(tfgan, images, tmp_path):
    """Up to the rounding of sums."""
    rows = []
    for strategy in ("auto", "mirrored"):
        assert tfgan(*words(images, tmp_path / strategy, "--strategy", strategy))[0] == 0
        rows.append((tmp_path / strategy / "history.csv").read_text().splitlines()[1].split(","))
    assert [float(v) for v in rows[0]] == pytest.approx([float(v) for v in rows[1]], abs=1e-5)


@pytest.mark.long
def test_a_training_in_half_precision_scales_losses_and_exports_float32(tfgan, images, tmp_path):
    run = tmp_path / "run"
    half = words(images, run, "--export", "true", "--precision", "float16")
    assert tfgan(*half)[0] == 0
    assert (run / "export" / "litert" / "generator.tflite").is_file()
    assert {type(o) for o in open_plan(Run.open(run)).game.optimizers.values()} == {LossScale}
    status, _, err = tfgan(*half[:-2])
    assert status == 2 and "precision=float16" in err[0]
    assert tfgan(*half, "--epochs", 2)[0] == 0


@pytest.mark.long
def test_xla_compiles_the_box_and_only_for_one_replica(tfgan, images, tmp_path):
    assert "XLA" in refused(tfgan, images, tmp_path, "--strategy", "mirrored", "--xla")
    assert tfgan(*words(images, tmp_path / "run", "--xla", "--accumulate", 2))[0] == 0
    game = open_game(Run.open(tmp_path / "run"))
    assert (game.jit_compile, game.accumulate) == (True, 2)
