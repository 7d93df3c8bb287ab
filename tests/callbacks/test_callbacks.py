import zipfile

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite import layers, networks, variants
from tfgan_suite.callbacks import (
    Checkpoints,
    CollapseWarning,
    CollapseWatch,
    Diverged,
    MovingAverage,
    PenaltySchedule,
    SampleGrid,
    SpectralNorms,
    StopOnNaN,
    latest_checkpoint,
)
from tfgan_suite.callbacks.collapse_watch import diversity
from tfgan_suite.errors import SuiteError


def fit(game, batch, *callbacks, steps=3, epochs=1, **options):
    data = tf.data.Dataset.from_tensors(batch).repeat()
    callbacks = list(callbacks)
    return game.fit(
        data, steps_per_epoch=steps, epochs=epochs, shuffle=False, verbose=0, callbacks=callbacks, **options
    ).history


@pytest.fixture
def game():
    game = build(CASES["dcgan"])
    game.compile()
    return game


@pytest.fixture
def batch():
    return one_batch(CASES["dcgan"])


class Trace(keras.callbacks.Callback):
    """The generator's weights after each batch."""

    def on_train_begin(self, logs=None):
        self.weights = []

    def on_train_batch_end(self, batch, logs=None):
        self.weights.append([w.numpy() for w in self.model.generator.variables])


def test_the_average_follows_its_recursion_and_is_what_is_served(game, batch):
    expected = [w.numpy() for w in game.generator.variables]
    trace = Trace()
    fit(game, batch, MovingAverage(decay=0.8), trace, steps=5)
    for weights in trace.weights:
        expected = [0.8 * e + 0.2 * w for e, w in zip(expected, weights, strict=True)]
    average = game.served("generator")
    assert average is not game.generator and game.products()["generator"] is average
    for e, a, w in zip(expected, average.variables, game.generator.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), e, atol=1e-6)
        assert np.abs(a.numpy() - w.numpy()).max() > 0


def test_an_average_with_a_ramp_has_forgotten_the_untrained_network(game, batch):
    """After t steps its half-life is half of t, until it is the decay's own."""
    expected, trace = [w.numpy() for w in game.generator.variables], Trace()
    average = MovingAverage(decay=0.9, ramp=0.5)
    fit(game, batch, average, trace, steps=16)
    for t, weights in enumerate(trace.weights, 1):
        kept = min(0.9, 0.5 ** (1 / (0.5 * t)))
        expected = [kept * e + (1 - kept) * w for e, w in zip(expected, weights, strict=True)]
    for e, a in zip(expected, game.served("generator").variables, strict=True):
        np.testing.assert_allclose(a.numpy(), e, atol=1e-6)
    assert average.decay_at(1) == 0.25 and average.decay_at(14) == 0.9 == MovingAverage(decay=0.9).decay_at(1)
    with pytest.raises(SuiteError, match="cannot ramp"):
        MovingAverage(ramp=-1.0)


def test_the_average_covers_moving_statistics_and_is_saved(tmp_path, batch):
    generator = networks.generator(SHAPE, 5, width=4)
    game = variants.DCGAN(generator, networks.discriminator(SHAPE, width=4, norm=networks.no_norm))
    game.compile()
    fit(game, batch, MovingAverage(decay=0.5))
    (mean,) = [v for v in game.averages["generator"].variables if v.path.endswith("moving_mean")][:1]
    assert np.abs(mean.numpy()).max() > 0
    game.save(tmp_path / "game.keras")
    again = keras.models.load_model(tmp_path / "game.keras")
    for a, b in zip(game.averages["generator"].variables, again.averages["generator"].variables, strict=True):
        np.testing.assert_array_equal(a.numpy(), b.numpy())
    np.testing.assert_array_equal(game.sample(3), again.sample(3))


def spectral_game(seed=0):
    keras.utils.set_random_seed(seed)
    parts = {"dense": layers.SpectralDense, "conv": layers.SpectralConv2DTranspose}
    generator = networks.generator(SHAPE, 5, width=4, **parts)
    return variants.DCGAN(generator, networks.discriminator(SHAPE, width=4, norm=networks.no_norm))


def norms_of_what_is_applied(network):
    spectral = [layer for layer in network.layers if isinstance(layer, layers.SpectralNormalized)]
    return [np.linalg.svd(np.asarray(layer._matrix(layer.applied)), compute_uv=False)[0] for layer in spectral]


def test_averaged_spectral_weights_are_divided_by_their_own_norm(batch):
    """Quick moves turn the singular vectors; a mean of them would give a σ far too small."""
    game = spectral_game()
    game.compile(generator=keras.optimizers.Adam(0.1), discriminator=keras.optimizers.Adam(1e-3))
    fit(game, batch, MovingAverage(decay=0.9), steps=30)
    norms = norms_of_what_is_applied(game.served("generator"))
    assert len(norms) == 2
    np.testing.assert_allclose(norms, 1.0, atol=0.02)


def test_averaged_spectral_weights_are_the_same_on_two_replicas(two_replicas, batch):
    games = [spectral_game()]
    with two_replicas.scope():
        games.append(spectral_game())
    for game in games:
        game.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fit(game, batch, MovingAverage(decay=0.8), steps=3)
    for a, b in zip(*(game.averages["generator"].variables for game in games), strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=0, atol=1e-5)


def test_two_replicas_average_save_and_go_on_as_one_does(two_replicas, tmp_path):
    case = CASES["dcgan"]
    games = [build(case)]
    with two_replicas.scope():
        games.append(build(case))
    for game, place in zip(games, (tmp_path / "one", tmp_path / "two"), strict=True):
        game.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fit(game, one_batch(case), MovingAverage(decay=0.8), SampleGrid(place, n=4), Checkpoints(place), steps=4)
        fresh = build(case, seed=9)
        fresh.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fresh.keep_average("generator")
        fresh.load_weights(latest_checkpoint(place))
        for a, b in zip(game.variables, fresh.variables, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy())
    for a, b in zip(*(game.averages["generator"].variables for game in games), strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=0, atol=1e-6)


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


def test_the_penalty_is_scheduled_without_retracing():
    case = CASES["wgan_gp"]
    game = build(case)
    game.compile()
    fit(game, one_batch(case), PenaltySchedule(weight=lambda step: 1.0 + step), steps=4)
    assert float(game.penalty.weight) == 4.0
    assert game.get_config()["lam"] == 4.0


def test_a_lazy_penalty_counts_at_every_kth_critic_step_only():
    case = CASES["wgan_gp"]
    losses = {}
    for every in (1, 2):
        game = build(case)
        game.compile(critic=keras.optimizers.SGD(0.0), generator=keras.optimizers.SGD(0.0))
        losses[every] = fit(game, one_batch(case), PenaltySchedule(every=every), steps=40)["critic_loss"][0]
    assert losses[2] == pytest.approx(losses[1], rel=0.1), "half as often, twice the weight"


def test_evaluating_does_not_advance_a_lazy_penalty():
    case = CASES["wgan_gp"]
    game = build(case)
    game.compile()
    fit(game, one_batch(case), PenaltySchedule(every=4), steps=3)
    before = int(game.penalty.calls.numpy())
    game.evaluate(tf.data.Dataset.from_tensors(one_batch(case)), verbose=0)
    assert int(game.penalty.calls.numpy()) == before == 3 * game.n_critic


def lazy_game(seed=0):
    """WGAN-GP whose critic has Adam and whose generator stays."""
    game = build(CASES["wgan_gp"], seed=seed)
    game.compile(critic=keras.optimizers.Adam(1e-2, 0.5, 0.9, epsilon=1e-8), generator=keras.optimizers.SGD(0.0))
    return game


def test_adam_is_rescaled_for_a_lazy_penalty():
    """c = k / (k + 1): the trained weights are those of Adam(c η, β₁ᶜ, β₂ᶜ)."""
    c, batch = 4 / 5, one_batch(CASES["wgan_gp"])
    game, by_hand = lazy_game(), lazy_game()
    by_hand.compile(
        critic=keras.optimizers.Adam(c * 1e-2, 0.5**c, 0.9**c, epsilon=1e-8), generator=keras.optimizers.SGD(0.0)
    )
    by_hand.penalty.every = 4
    fit(game, batch, PenaltySchedule(every=4), steps=5)
    fit(by_hand, batch, steps=5)
    for a, b in zip(game.critic.variables, by_hand.critic.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("whole", [True, False])
def test_a_lazy_training_goes_on_from_its_checkpoint(whole, tmp_path):
    """From the file alone, or from weights in a game that was just compiled: rescaled once, not twice."""
    batch = one_batch(CASES["wgan_gp"])
    straight, first = lazy_game(), lazy_game()
    fit(straight, batch, PenaltySchedule(every=3), steps=4)
    fit(first, batch, PenaltySchedule(every=3), Checkpoints(tmp_path), steps=2)
    path = latest_checkpoint(tmp_path)
    if whole:
        second = keras.models.load_model(path)
    else:
        second = lazy_game(seed=1)
        second.seed = straight.seed
        second.load_weights(path)
    fit(second, batch, PenaltySchedule(every=3), steps=2)
    for a, b in zip(straight.variables, second.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-5, atol=1e-7)


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


@pytest.mark.parametrize("decay", [1.0, 1.5, -0.1, float("nan")])
def test_a_decay_that_averages_nothing_is_refused(decay):
    with pytest.raises(SuiteError, match="give a number from 0 to 1, without 1"):
        MovingAverage(decay=decay)
