"""What both reparameterizations promise of all four kinds of layer: to be drop-in, and exact to save and reload."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import layers

MECHANISMS = ["Spectral", "Equalized"]
IMAGES = np.random.default_rng(0).normal(size=(4, 8, 8, 3)).astype("float32")
LABELS = np.arange(4, dtype="int32")


def make(mechanism, kind, *shape, **options):
    return getattr(layers, mechanism + kind)(*shape, **options)


def network(mechanism):
    image, label = keras.Input((8, 8, 3)), keras.Input((), dtype="int32")
    h = make(mechanism, "Conv2D", 6, 3, strides=2, activation="relu")(image)
    h = make(mechanism, "Conv2DTranspose", 4, 4, strides=2)(h)
    h = make(mechanism, "Dense", 5, use_bias=False)(keras.layers.Flatten()(h))
    return keras.Model([image, label], h + make(mechanism, "Embedding", 10, 5)(label))


def trained(mechanism, steps=3):
    keras.utils.set_random_seed(0)
    model = network(mechanism)
    optimizer = keras.optimizers.Adam(1e-2)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.cast(model([IMAGES, LABELS], training=True), tf.float32) ** 2)
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return loss

    losses = [float(step()) for _ in range(steps)]
    assert losses[-1] < losses[0]
    return model


def outputs(model):
    return np.asarray(model([IMAGES, LABELS]), "float32")


@pytest.fixture(params=["float32", "mixed_bfloat16"])
def policy(request):
    keras.config.set_dtype_policy(request.param)
    yield request.param
    keras.config.set_dtype_policy("float32")


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_save_and_load_are_exact(mechanism, policy, tmp_path):
    model = trained(mechanism)
    model.save(tmp_path / "model.keras")
    reloaded = keras.models.load_model(tmp_path / "model.keras")
    assert [w.path for w in reloaded.weights] == [w.path for w in model.weights]
    for before, after in zip(model.weights, reloaded.weights, strict=True):
        np.testing.assert_array_equal(before.numpy(), after.numpy())
    np.testing.assert_array_equal(outputs(reloaded), outputs(model))

    model.save_weights(tmp_path / "model.weights.h5")
    fresh = network(mechanism)
    assert np.abs(outputs(fresh) - outputs(model)).max() > 1e-2
    fresh.load_weights(tmp_path / "model.weights.h5")
    np.testing.assert_array_equal(outputs(fresh), outputs(model))


def test_the_stock_way_to_save_would_corrupt():
    """Keras' Dense writes `self.kernel`, which here is the effective one."""
    dense = layers.EqualizedDense(3)
    dense.build((None, 8))
    store = {}
    keras.layers.Dense.save_own_variables(dense, store)
    assert np.abs(np.asarray(store["0"]) - dense.raw.numpy()).max() > 0.1
    dense.save_own_variables(store)
    np.testing.assert_array_equal(np.asarray(store["0"]), dense.raw.numpy())


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_exported_graph_computes_the_same(mechanism, tmp_path):
    model = trained(mechanism)
    model.export(tmp_path / "served", verbose=False)
    served = tf.saved_model.load(str(tmp_path / "served"))
    np.testing.assert_allclose(served.serve([IMAGES, LABELS]), outputs(model), atol=1e-5)


CONFIGURED = [
    ("Dense", (7,), {"activation": "tanh", "use_bias": False}),
    ("Conv2D", (7, (3, 5)), {"strides": 2, "padding": "same", "groups": 1}),
    ("Conv2DTranspose", (7, 4), {"strides": 2, "padding": "same", "output_padding": 1}),
    ("Embedding", (7, 5), {"mask_zero": True}),
]
OWN = {"Spectral": {"power_iterations": 3}, "Equalized": {"gain": 1.5, "lr_multiplier": 0.01}}


@pytest.mark.parametrize("mechanism", MECHANISMS)
@pytest.mark.parametrize("kind, shape, options", CONFIGURED, ids=[case[0] for case in CONFIGURED])
def test_config_round_trip_keeps_every_argument(mechanism, kind, shape, options):
    layer = make(mechanism, kind, *shape, **options, **OWN[mechanism])
    config = keras.saving.serialize_keras_object(layer)
    assert config["registered_name"] == f"tfgan_suite>{mechanism}{kind}"
    twin = keras.saving.deserialize_keras_object(config)
    assert type(twin) is type(layer)
    assert twin.get_config() == layer.get_config()
    assert OWN[mechanism].items() <= twin.get_config().items()
    stock = getattr(keras.layers, kind)(*shape, **options).get_config()
    assert stock.keys() == layer.get_config().keys() - OWN[mechanism].keys()


@pytest.mark.parametrize("mechanism", MECHANISMS)
@pytest.mark.parametrize("kind, shape, options", CONFIGURED, ids=[case[0] for case in CONFIGURED])
def test_stock_layer_with_the_effective_weight_computes_the_same(mechanism, kind, shape, options):
    layer = make(mechanism, kind, *shape, **options)
    inputs = {"Dense": IMAGES.reshape(4, -1), "Embedding": LABELS}.get(kind, IMAGES)
    found = layer(inputs)
    stock = getattr(keras.layers, kind)(*shape, **options)
    stock.build(inputs.shape)
    effective = layer.embeddings if kind == "Embedding" else layer.kernel
    stock.set_weights([effective, *(w.numpy() for w in layer.trainable_variables[1:])])
    np.testing.assert_allclose(found, stock(inputs), atol=1e-5)
    assert np.abs(np.asarray(effective) - layer.raw.numpy()).max() > 1e-2


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_weights_are_computed_in_float32_and_applied_in_the_compute_dtype(mechanism):
    dense = make(mechanism, "Dense", 3, dtype="mixed_float16")
    seen = []
    dense.effective = lambda weight, effective=dense.effective: seen.append(weight.dtype) or effective(weight)
    assert dense(np.ones((2, 8), "float32"), training=True).dtype == tf.float16
    assert seen == [tf.float32]
    assert dense.kernel.dtype == tf.float16
    assert {w.dtype for w in dense.weights} == {"float32"}


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_what_would_bypass_the_effective_weight_is_refused(mechanism):
    with pytest.raises(NotImplementedError, match="LoRA"):
        make(mechanism, "Dense", 3, lora_rank=2).build((None, 8))
    dense = make(mechanism, "Dense", 3)
    dense.build((None, 8))
    with pytest.raises(NotImplementedError, match="export"):
        dense.quantize("int8")
    with pytest.raises(ValueError, match="embeddings_initializer"):
        make(mechanism, "Embedding", 3, 2, weights=np.ones((3, 2)))
