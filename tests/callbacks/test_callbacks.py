"""Checkpoints, sample grids, and what watches a training."""

import warnings
import zipfile
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from tests.callbacks.trainings import fit
from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE
from tfgan_suite import layers, networks, variants
from tfgan_suite.callbacks import (
    Checkpoints,
    CollapseWarning,
    CollapseWatch,
    Diverged,
    SampleGrid,
    SingularValues,
    SpectralNorms,
    StopOnNaN,
    latest_checkpoint,
)
from tfgan_suite.callbacks.collapse_watch import diversity
from tfgan_suite.errors import SuiteError


def test_what_was_left_by_a_training_killed_while_it_saved_is_taken_away(game, batch, tmp_path):
    (tmp_path / ".step-00000001.keras.x7k2").mkdir()
    (tmp_path / ".step-00000001.keras.x7k2" / "step-00000001.keras").write_bytes(b"half")
    (tmp_path / ".mine").mkdir()
    fit(game, batch, Checkpoints(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {".mine", "step-00000003.keras"}


def test_one_flipped_bit_anywhere_makes_a_checkpoint_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "step-00000001.keras", "w") as archive:
        archive.writestr("config.json", "{}")
    whole = (tmp_path / "step-00000001.keras").read_bytes()
    seen = set()
    for bit in range(8 * len(whole)):
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        (tmp_path / "step-00000001.keras").write_bytes(content)
        try:
            seen.add(latest_checkpoint(tmp_path) is not None)
        except SuiteError:
            seen.add(False)
    assert seen == {True, False}  # dates and versions are under no checksum; what is damaged is said to be so


def test_checkpoints_by_time(game, batch, tmp_path):
    fit(game, batch, Checkpoints(tmp_path / "often", minutes=1e-9, keep=9), Checkpoints(tmp_path / "seldom", minutes=9))
    assert len(list((tmp_path / "often").iterdir())) > len(list((tmp_path / "seldom").iterdir())) == 1


def test_sample_grids_show_the_same_latents_and_the_whole_run(game, batch, tmp_path):
    fit(game, batch, SampleGrid(tmp_path, n=9), epochs=3)
    first, last = (np.array(Image.open(tmp_path / f"epoch-000{i}.png")) for i in (1, 3))
    assert first.shape == last.shape == (168, 168, 3) and (first != last).any()
    assert Image.open(tmp_path / "training.gif").n_frames == 3


def test_nan_stops_before_anything_is_saved_and_names_the_player(game, batch, tmp_path):
    weight = game.generator.trainable_weights[0]
    weight.assign(weight * np.nan)
    with pytest.raises(Diverged, match="discriminator's loss became nan at step 1"):
        fit(game, batch, StopOnNaN(), Checkpoints(tmp_path))
    assert latest_checkpoint(tmp_path) is None


def test_nan_of_the_other_player_names_the_other_player(game, batch):
    game.optimizers["discriminator"].learning_rate.assign(np.nan)
    with pytest.raises(Diverged, match="generator's loss"):
        fit(game, batch, StopOnNaN())


def test_a_healthy_training_is_not_stopped(game, batch):
    assert len(fit(game, batch, StopOnNaN())["generator_loss"]) == 1


def test_diversity_is_the_mean_distance_of_pairs():
    assert diversity(np.array([[0.0, 0], [3, 4], [3, 4]])) == pytest.approx(10 / 3)
    assert diversity(np.ones((5, 8, 8, 1))) == 0


class Copier(variants.DCGAN):
    """A game whose samples are given."""

    given = None

    def sample(self, n, *, seed=0, inputs=None):
        return self.given[:n]


def test_collapse_is_warned_of_and_variety_is_not(batch, recwarn):
    parent = build(CASES["dcgan"])
    real = np.random.default_rng(0).uniform(-1, 1, (300, *SHAPE))
    game = Copier(parent.generator, parent.discriminator)
    game.compile()
    game.given = np.random.default_rng(1).uniform(-1, 1, (300, *SHAPE))
    assert fit(game, batch, CollapseWatch(real))["diversity"][0] == pytest.approx(1, abs=0.05)
    assert not [w for w in recwarn if w.category is CollapseWarning]
    game.given = np.repeat(game.given[:1], 300, axis=0)
    with pytest.warns(CollapseWarning, match=r"only 0\.00 times"):
        fit(game, batch, CollapseWatch(real))


def test_collapse_is_warned_of_once_until_samples_differ_again():
    spread, alike = np.eye(20), np.zeros((20, 20))
    watch = CollapseWatch(spread)
    watch.set_model(game := SimpleNamespace())
    said = []
    for epoch, samples in enumerate((alike, alike, spread, alike)):
        game.sample = lambda n, seed, samples=samples: samples
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            watch.on_epoch_end(epoch, {})
        said.append(len(caught))
    assert said == [1, 0, 0, 1]


def test_sigma_of_every_spectral_layer_is_logged(batch):
    parts = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense}
    critic = networks.discriminator(SHAPE, width=4, norm=networks.no_norm, **parts)
    game = variants.DCGAN(networks.generator(SHAPE, 5, width=4, norm=networks.no_norm), critic)
    game.compile()
    history = fit(game, batch, SpectralNorms(), steps=60)
    sigmas = {name: values[0] for name, values in history.items() if name.startswith("sigma/")}
    assert len(sigmas) == 2
    matrix = critic.get_layer("logit").raw.numpy()
    top = np.linalg.svd(matrix.reshape(-1, matrix.shape[-1]), compute_uv=False)[0]
    assert sigmas["sigma/discriminator/logit"] == pytest.approx(top, rel=0.02)


def test_singular_values_are_those_of_every_kernel_before_it_is_normalized(batch):
    parts = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense}
    critic = networks.discriminator(SHAPE, width=4, norm=networks.no_norm, **parts)
    game = variants.DCGAN(networks.generator(SHAPE, 5, width=4, norm=networks.no_norm), critic)
    game.compile()
    history = fit(game, batch, SingularValues(2), steps=2)
    found = {name: values[-1] for name, values in history.items() if name.startswith("singular")}
    kernels = [w for network in (game.generator, critic) for w in network.trainable_weights if len(w.shape) > 1]
    assert len(found) == sum(min(2, *w.numpy().reshape(-1, w.shape[-1]).shape) for w in kernels)
    matrix = critic.layers[1].raw.numpy()
    first, second = np.linalg.svd(matrix.reshape(-1, matrix.shape[-1]), compute_uv=False)[:2]
    name = f"discriminator/{critic.layers[1].name}"
    assert (found[f"singular 1/{name}"], found[f"singular 2/{name}"]) == pytest.approx((first, second), rel=1e-5)


def test_checkpoints_keep_the_newest_and_restore_everything(game, batch, tmp_path):
    fit(game, batch, Checkpoints(tmp_path, every=2, keep=2), steps=7)
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["step-00000006.keras", "step-00000007.keras"]
    fresh = build(CASES["dcgan"], seed=9)
    fresh.compile()
    fresh.load_weights(latest_checkpoint(tmp_path))
    assert int(fresh.steps.numpy()) == 7
    for mine, other in ((game, fresh), *((game.optimizers[p], fresh.optimizers[p]) for p in game.players)):
        for a, b in zip(mine.variables, other.variables, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy())
