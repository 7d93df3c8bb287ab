"""A user's pictures, captions and boxes, from the folder to the exported generator."""

import numpy as np
import pytest
import tensorflow as tf

from tests.training.own.declared import of, options_of
from tests.training.own.others import boxes_in_a_table
from tfgan_suite.networks import bag_of_words

CAPTION = "a purple triangle"


@pytest.mark.long
@pytest.mark.thorough
@of("boxes", gawwn="captions.jsonl")
def test_captions_in_boxes_are_trained_on_exported_and_drawn_where_they_are_asked_for(tfgan, tmp_path):
    run = tmp_path / "run"
    options = (*options_of("gawwn"), "--evaluate", "false")
    data = boxes_in_a_table(tmp_path / "squares")
    budget = ["--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 4, "--export", "false"]
    status, out, err = tfgan("train", "gawwn", "--data", data, "--run-dir", run, *budget, *options)
    assert status == 0, err
    assert "108 examples to train on and 12 held out: image 16x16x3" in out[0] and "box 4" in out[0]
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    version = run / "export" / "savedmodel" / "generator" / "1"
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    words = tf.constant(bag_of_words([CAPTION] * 2, 16))
    boxes = tf.constant([[0.0, 0.0, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5]])
    images = serve(z=tf.ones((2, 5)), embedding=words, box=boxes)["image"].numpy()
    assert images.shape == (2, 16, 16, 3) and np.abs(images[0] - images[1]).max() > 1e-6
    drawn = []
    for box in ("0,0,.5,.5", ".5,.5,.5,.5"):
        status, _, err = tfgan("sample", run, "--n", 2, "--caption", CAPTION, "--box", box, "--out", tmp_path / "a.npy")
        assert status == 0, err
        drawn.append(np.load(tmp_path / "a.npy"))
    assert (drawn[0] != drawn[1]).any()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--box", "0,0,2,2"), "is no box within the image"),
        (("--box", "left"), "--box left: give x,y,width,height"),
    ],
)
def test_boxes_that_are_none_are_one_line(options, says, tfgan, tmp_path):
    run = trained_quietly(tfgan, tmp_path)
    status, _, err = tfgan("sample", run, "--n", 2, *options, "--out", tmp_path / "a.npy")
    assert status == 2 and len(err) == 1 and says in err[0]
    assert not (tmp_path / "a.npy").exists()


def test_what_would_move_images_under_their_boxes_is_refused(tfgan, tmp_path):
    data = boxes_in_a_table(tmp_path / "squares")
    status, _, err = tfgan("train", "gawwn", "--data", data, "--mirror", "--run-dir", tmp_path / "run")
    assert status == 2 and len(err) == 1 and "Boxes do not move with images" in err[0]
    assert not (tmp_path / "run").exists()


def trained_quietly(tfgan, tmp_path):
    words = ("train", "gawwn", "--data", boxes_in_a_table(tmp_path / "squares"), "--run-dir", tmp_path / "run")
    budget = ("--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 4, "--evaluate", "false", "--export", "false")
    status, _, err = tfgan(*words, *budget, *options_of("gawwn"))
    assert status == 0, err
    return tmp_path / "run"
