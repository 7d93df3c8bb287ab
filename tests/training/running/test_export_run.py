import json

import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build
from tfgan_suite.core import latents
from tfgan_suite.kinds import Audio
from tfgan_suite.training.running.export_run import _meanings, export_run
from tfgan_suite.training.running.run import Run


@pytest.mark.parametrize("name", ["dcgan"])
def test_the_moving_average_is_what_is_exported(name, tmp_path):
    game, run = build(CASES[name]), Run.prepare(tmp_path / "run", name, {})
    game.prior = latents.uniform
    game.keep_average("generator")
    for weight in game.generator.weights:
        weight.assign(weight + 0.5)
    export_run(game, run, ["savedmodel"])
    version = run.exports / "savedmodel" / "generator" / "1"
    z = latents.uniform((3, 5), (0, 0))
    image = tf.saved_model.load(str(version)).signatures["serving_default"](z=z)["image"]
    np.testing.assert_allclose(image, game.averages["generator"](z), atol=1e-5)
    assert np.abs(image - game.generator(z)).max() > 1e-2
    about = json.loads((version / "assets.extra" / "signatures.json").read_text())
    assert "uniformly" in about["signatures"]["uint8"]["inputs"]["z"]["meaning"]


def test_the_rate_of_sounds_is_that_of_their_kind():
    game = build(CASES["dcgan"])
    game.yields = Audio(8000)
    assert _meanings(game, {})["audio"].rate == 8000
