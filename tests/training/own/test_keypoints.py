"""A user's pictures, captions and key points, from the folder to the exported networks."""

import numpy as np
import pytest
import tensorflow as tf

from tests.training.own.declared import of, options_of
from tests.training.own.others import keypoints_in_a_table
from tfgan_suite.networks import bag_of_words

CAPTION = "a purple triangle"


@pytest.mark.thorough
@of("keypoints", gawwn_keypoints="captions.jsonl")
def test_parts_are_drawn_where_they_are_asked_for_and_found_where_they_are_not(tfgan, tmp_path):
    run, out = tmp_path / "run", tmp_path / "a.npy"
    budget = ["--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 4, "--export", "false", "--evaluate", "false"]
    data = keypoints_in_a_table(tmp_path / "squares")
    options = (*options_of("gawwn_keypoints"), *budget)
    status, said, err = tfgan("train", "gawwn_keypoints", "--data", data, "--run-dir", run, *options)
    assert status == 0, err
    assert "108 examples to train on and 12 held out" in said[0] and "key points: eye, tail" in said[0]
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    serve = tf.saved_model.load(str(run / "export" / "savedmodel" / "completer" / "1")).signatures["serving_default"]
    words, asked = tf.constant(bag_of_words([CAPTION], 16)), tf.constant([[[0.2, 0.3, 1.0], [0.0, 0.0, 0.0]]])
    found = serve(z=tf.ones((1, 5)), embedding=words, keypoints=asked, given=tf.constant([[1.0, 0.0]]))[
        "completed"
    ].numpy()
    np.testing.assert_allclose(found[0, 0], [0.2, 0.3, 1.0], atol=1e-6)
    assert found[0, 1, 2] in (0, 1) and ((found[0, 1] >= 0) & (found[0, 1] <= 1)).all()
    drawn = []
    for places in ("eye=.1,.1", "eye=.1,.1;tail=.9,.9"):
        status, _, err = tfgan("sample", run, "--n", 2, "--caption", CAPTION, "--keypoints", places, "--out", out)
        assert status == 0, err
        drawn.append(np.load(out))
    assert (drawn[0] != drawn[1]).any()
    for places, says in (("eye", "give name=x,y of each"), ("nose=.1,.1", "no part 'nose': give some of eye, tail")):
        status, _, err = tfgan("sample", run, "--n", 2, "--keypoints", places, "--out", tmp_path / "b.npy")
        assert status == 2 and len(err) == 1 and says in err[0]
    assert not (tmp_path / "b.npy").exists()
