"""A user's clips, from the folder to the exported generator."""

import json

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.training.own.declared import of

TINY = ["--batch-size", 4, "--width", 4, "--generator-width", 4, "--content-dim", 5, "--motion-dim", 3, "--frames", 2]
STEPS = ["--epochs", 1, "--steps-per-epoch", 2]
SIZES = ["--image-size", 8, "--length", 4, "--stride", 2]


def clips(folder):
    """Clips of two categories, in which a square becomes lighter or darker; one is too short."""
    for number in range(24):
        category = ("dawn", "dusk")[number % 2]
        levels = range(0, 200, 20) if number % 2 else range(200, 0, -20)
        head, *rest = [Image.new("RGB", (12, 12), (level, 0, level)) for level in levels]
        (folder / category).mkdir(parents=True, exist_ok=True)
        rest = rest[:3] if number == 5 else rest
        head.save(folder / category / f"{number}.gif", save_all=True, append_images=rest, duration=40)
    return folder


@pytest.mark.thorough
@of("clips", mocogan=".gif")
def test_a_folder_of_clips_is_trained_on_exported_and_sampled(tfgan, tmp_path):
    data, run = clips(tmp_path / "skies"), tmp_path / "run"
    words = ["--data", data, "--run-dir", run, "--export", "false"]
    status, out, err = tfgan("train", "mocogan", *words, *SIZES, *TINY, *STEPS)
    assert status == 0, err
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    found = next(line for line in out if "to train on" in line)
    assert "21 examples to train on and 2 held out: clip 4x8x8x3" in found
    assert "2 classes: dawn" in found and "skipped 1 of 24 clips: dusk/5.gif (2 frames)" in found
    assert any("2 held-out clips say nothing" in line for line in out)
    assert not any("verdict" in line for line in out) and not (run / "metrics.json").exists()

    version = run / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
    assert told["inputs"]["label"]["names"] == ["dawn", "dusk"]
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    video = serve(z=tf.ones((2, 5)), noise=tf.ones((2, 4, 3)), label=tf.constant([0, 1]))["video"]
    assert video.shape == (2, 4, 8, 8, 3)

    status, _, err = tfgan("sample", run, "--n", 3, "--label", "dusk", "--frames", 6, "--out", tmp_path / "dusk.npy")
    assert status == 0 and np.load(tmp_path / "dusk.npy").shape == (3, 6, 8, 8, 3), err
    status, _, err = tfgan("evaluate", run)
    assert status == 2 and len(err) == 1 and "2 held-out examples say nothing" in err[0]


@pytest.mark.thorough
def test_clips_of_no_category_are_all_of_one_and_scored_beside_held_out_ones(tfgan, tmp_path):
    film = np.random.default_rng(0).integers(0, 256, (120, 4, 8, 8), "uint8")
    np.savez(tmp_path / "grey.npz", clip=film)
    run = tmp_path / "run"
    words = ["train", "mocogan", "--data", tmp_path / "grey.npz", "--run-dir", run, *TINY, *STEPS, "--export", "false"]
    status, out, err = tfgan(*words)
    assert status == 0, err
    assert any("108 examples to train on and 12 held out: clip 4x8x8x1" in line for line in out)
    assert any("scores: features fitted to your 108 training examples" in line for line in out)
    report = json.loads((run / "metrics.json").read_text())
    assert report["features"] == "clips by own-v1" and report["n"] == 12
    assert {"content_kept", "motion_kept", "fid", "memory"} <= report.keys()


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (["--length", 40], "has 40 frames that can be read"),
        (["--length", 0], "--length 0"),
        (["--data", "fashion_clips", "--length", 8], "length is for files and folders of your own"),
    ],
)
def test_lengths_that_do_not_fit_are_one_line(options, wrong, tfgan, tmp_path):
    data = clips(tmp_path / "skies")
    status, _, err = tfgan("train", "mocogan", "--data", data, "--run-dir", tmp_path / "run", *STEPS, *options)
    assert status == 2 and len(err) == 1 and wrong in err[0]
    assert not (tmp_path / "run").exists()
