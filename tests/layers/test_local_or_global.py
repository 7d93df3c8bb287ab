"""Which layers and penalties see the global batch where replicas share it; docs/scale.md has the table."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import layers, losses, networks
from tfgan_suite.core import replicas

IMAGES = np.random.default_rng(0).normal(np.linspace(-2, 2, 8)[:, None, None, None], 1, (8, 4, 4, 3)).astype("float32")
CRITIC = np.random.default_rng(1).normal(size=(48, 1)).astype("float32")


def unsynchronized():
    return keras.layers.BatchNormalization(epsilon=1e-5)


def flat(layer):
    return keras.Sequential([keras.layers.Flatten(), layer])


def virtual():
    """With a reference that travels behind each replica's examples, as `WithReference` lets it."""
    norm, reference = layers.VirtualBatchNormalization(2), tf.constant(IMAGES[:2] + 1)
    return lambda x, training: norm(tf.concat([x, reference], 0))[:-2]


def slope(x, training):
    return losses.gradient_norm(lambda v: tf.tanh(tf.reshape(v, (len(v), -1)) @ CRITIC), x)


def around(x, training):
    """DRAGAN's noise is as wide as the data are."""
    mean = replicas.all_reduce_mean(tf.reduce_mean(x))
    return x * tf.sqrt(replicas.all_reduce_mean(tf.reduce_mean((x - mean) ** 2)))


ONE_FOR_ALL = {
    "synchronized batch norm": networks.batch_norm,
    "minibatch discrimination": lambda: flat(layers.MinibatchDiscrimination(3, 2)),
    "minibatch sigma, groups within a share": lambda: layers.MinibatchSigma(4),
    "virtual batch norm": virtual,
    "layer norm": networks.layer_norm,
    "instance norm": networks.instance_norm,
    "gradient penalty": lambda: slope,
    "dragan": lambda: around,
}
TO_EACH_ITS_OWN = {
    "batch norm": unsynchronized,
    "minibatch sigma, groups larger than a share": lambda: layers.MinibatchSigma(8),
}


def answers(make, strategy=None):
    """What all replicas say of their shares, in order."""
    keras.utils.set_random_seed(0)
    if strategy is None:
        return np.array(make()(IMAGES, training=True))
    with strategy.scope():
        layer = make()
        layer(keras.Input(IMAGES.shape[1:])) if isinstance(layer, keras.layers.Layer) else None
    shares = strategy.experimental_distribute_values_from_function(
        lambda context: tf.constant(np.split(IMAGES, 2)[context.replica_id_in_sync_group])
    )
    said = tf.function(lambda: strategy.run(layer, args=(shares,), kwargs={"training": True}))()
    return np.concatenate(strategy.experimental_local_results(said))


@pytest.mark.parametrize("kind", ONE_FOR_ALL)
def test_replicas_answer_as_one_would(kind, two_replicas):
    np.testing.assert_allclose(answers(ONE_FOR_ALL[kind]), answers(ONE_FOR_ALL[kind], two_replicas), atol=1e-5)


@pytest.mark.parametrize("kind", TO_EACH_ITS_OWN)
def test_replicas_have_statistics_of_their_own(kind, two_replicas):
    """The control: the same comparison sees where they are."""
    ours, theirs = answers(TO_EACH_ITS_OWN[kind]), answers(TO_EACH_ITS_OWN[kind], two_replicas)
    assert np.abs(ours - theirs).max() > 0.01
