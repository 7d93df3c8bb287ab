import keras
import numpy as np
import pytest
from keras import layers


def _latent(size=16):
    return keras.Input((size,), name="z")


def _label():
    return keras.Input((), dtype="int32", name="label")


def _decode(x):
    x = layers.Reshape((7, 7, 8))(layers.Dense(7 * 7 * 8)(x))
    x = layers.ReLU()(layers.BatchNormalization()(x))
    x = layers.ReLU()(layers.BatchNormalization()(layers.Conv2DTranspose(16, 4, strides=2, padding="same")(x)))
    return layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(x)


def dcgan():
    z = _latent()
    return z, _decode(z)


def embedded_labels():
    z, label = _latent(), _label()
    return [z, label], _decode(layers.Concatenate()([z, layers.Embedding(10, 4)(label)]))


def one_hot_labels():
    label, z = _label(), _latent()
    encoded = layers.CategoryEncoding(num_tokens=10, output_mode="one_hot")(label)
    return {"label": label, "z": z}, _decode(layers.Concatenate()([z, encoded]))


def translator():
    image = keras.Input((None, None, 3), name="image")
    x = layers.GroupNormalization(groups=-1)(layers.Conv2D(8, 4, strides=2, padding="same")(image))
    return image, layers.Conv2DTranspose(3, 4, strides=2, padding="same", activation="tanh")(layers.ReLU()(x))


NETWORKS = {build.__name__: build for build in (dcgan, embedded_labels, one_hot_labels, translator)}


def trained(inputs, outputs):
    """A network whose statistics, biases and scales have left their initial values."""
    network = keras.Model(inputs, outputs, name="generator")
    rng = np.random.default_rng(1)
    network.set_weights([w + np.abs(rng.normal(0, 0.1, w.shape)) for w in network.get_weights()])
    return network


@pytest.fixture(params=NETWORKS)
def network(request):
    return trained(*NETWORKS[request.param]())


@pytest.fixture
def generator():
    return trained(*dcgan())


@pytest.fixture
def conditional():
    return trained(*embedded_labels())


@pytest.fixture
def draw():
    """Inputs of a network that are not the ones the export checks itself with."""

    def draw(network, batch):
        rng = np.random.default_rng(7)
        sizes = {t.name: (batch, *(32 if size is None else size for size in t.shape[1:])) for t in network.inputs}
        return {
            name: rng.integers(0, 10, size, "int32") if name == "label" else rng.uniform(-1, 1, size).astype("float32")
            for name, size in sizes.items()
        }

    return draw


@pytest.fixture
def answer():
    """What Keras gives for named inputs."""

    def answer(network, inputs, training=False):
        packed = keras.tree.pack_sequence_as(network.input, [inputs[t.name] for t in network.inputs])
        return np.asarray(network(packed, training=training))

    return answer


@pytest.fixture
def contents():
    """Every path under a directory, with the bytes of the files."""

    def contents(directory):
        return {
            path.relative_to(directory): path.read_bytes() if path.is_file() else None for path in directory.rglob("*")
        }

    return contents
