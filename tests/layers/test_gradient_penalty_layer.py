"""The penalty as a layer: a weight that can be scheduled, a penalty that can be lazy, both saved."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.layers import GradientPenalty, SpectralDense
from tfgan_suite.losses import gradient_penalty

rng = np.random.default_rng(0)
BATCH = [
    tf.constant(rng.normal(size=(4, 3)), tf.float32),
    tf.constant(rng.normal(size=(4, 3)), tf.float32),
    tf.constant(rng.uniform(size=(4, 1)), tf.float32),
]


def make_critic():
    keras.utils.set_random_seed(0)
    return keras.Sequential([keras.Input((3,)), SpectralDense(8, activation="tanh"), SpectralDense(1)])


def test_weight_times_the_pure_function():
    critic = make_critic()
    expected = 7 * float(gradient_penalty(critic, *BATCH))
    assert float(GradientPenalty(7.0)(critic, *BATCH)) == pytest.approx(expected, rel=1e-6)
    assert expected > 0.1


@pytest.mark.parametrize("every", [1, 2])
def test_weight_can_be_scheduled_without_retracing(every):
    critic, penalty = make_critic(), GradientPenalty(10.0, every=every)
    step = tf.function(lambda: penalty(critic, *BATCH))
    first, *_ = (float(step()) for _ in range(every))
    penalty.weight.assign(5.0)
    assert float(step()) == pytest.approx(first / 2, rel=1e-6)
    assert step.experimental_get_tracing_count() == 1


@pytest.mark.parametrize("traced", [False, True])
def test_lazy_penalty_comes_every_kth_call_and_counts_k_times(traced):
    critic, penalty = make_critic(), GradientPenalty(10.0, every=3)
    full = 10 * float(gradient_penalty(critic, *BATCH))
    step = lambda: penalty(critic, *BATCH)  # noqa: E731
    step = tf.function(step) if traced else step
    values = [float(step()) for _ in range(7)]
    assert values == pytest.approx([3 * full, 0, 0, 3 * full, 0, 0, 3 * full], rel=1e-5)


@pytest.mark.parametrize("every", [1, 3])
def test_measuring_gives_the_whole_penalty_and_leaves_the_cycle_alone(every):
    critic, penalty = make_critic(), GradientPenalty(10.0, every=every)
    full = 10 * float(gradient_penalty(critic, *BATCH))
    assert [float(penalty(critic, *BATCH, training=False)) for _ in range(4)] == pytest.approx([full] * 4, rel=1e-5)
    assert int(penalty.calls.numpy()) == 0
    assert float(penalty(critic, *BATCH)) == pytest.approx(every * full, rel=1e-5)


@pytest.mark.parametrize("every", [1, 2])
def test_gradients_reach_the_critic_and_only_on_the_due_call(every):
    critic, penalty = make_critic(), GradientPenalty(10.0, every=every)
    weights = [w.value for w in critic.trainable_variables]

    @tf.function
    def gradients():
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(weights)
            loss = penalty(lambda x: critic(x, training=True), *BATCH)
        return tape.gradient(loss, weights, unconnected_gradients="zero")

    kernels = [np.abs(gradient).max() for gradient in gradients()][::2]
    assert min(kernels) > 1e-4
    if every == 2:
        assert max(np.abs(gradient).max() for gradient in gradients()) == 0


def test_stays_float32_under_a_mixed_policy():
    penalty = GradientPenalty(10.0, dtype="mixed_float16")
    assert penalty(make_critic(), *BATCH).dtype == tf.float32


@keras.saving.register_keras_serializable(package="test_gradient_penalty_layer")
class Game(keras.Model):
    def __init__(self, penalty=None, **options):
        super().__init__(**options)
        self.penalty = keras.saving.deserialize_keras_object(penalty) if penalty else GradientPenalty(10.0, 3)
        self.built = True

    def get_config(self):
        return {"penalty": keras.saving.serialize_keras_object(self.penalty)}


def test_weight_and_place_in_the_cycle_are_saved_with_the_model(tmp_path):
    game, critic = Game(), make_critic()
    game.penalty(critic, *BATCH)
    game.penalty.weight.assign(2.5)
    game.save(tmp_path / "game.keras")
    resumed = keras.models.load_model(tmp_path / "game.keras").penalty
    assert resumed.get_config()["weight"] == 2.5
    assert [bool(resumed(critic, *BATCH) > 0) for _ in range(3)] == [False, False, True]


def test_config_holds_the_current_weight():
    penalty = GradientPenalty(10.0, every=4)
    penalty.weight.assign(0.5)
    twin = GradientPenalty.from_config(penalty.get_config())
    assert (float(twin.weight), twin.every) == (0.5, 4)


def test_every_must_be_positive():
    with pytest.raises(ValueError, match="every"):
        GradientPenalty(every=0)
