"""Inception-v3 as TensorFlow's graph of 2015-12-05 has it, the network of the Fréchet Inception distance."""

import keras
from keras import layers

SIDE, CLASSES = 299, 1008


def inception_2015() -> keras.Model:
    """Inception-v3 (Szegedy et al. 2016, https://arxiv.org/abs/1512.00567), which is neither Keras' nor torchvision's.

    It has 1,008 classes, its average pools do not count what lies outside of the image, and the last block pools by the
    maximum. Batch normalization is part of each convolution, which is named after the parameters that its port to
    PyTorch (Seitzer 2020, pytorch-fid) gives it, such as "Mixed_5b.branch1x1". The classes' bias is left out, as in
    the Inception score of Salimans et al. 2016, https://arxiv.org/abs/1606.03498.

    Returns:
        A model, all its weights 0, from images [n, 299, 299, 3], (x − 128) / 128 of 0 to 255, to a dict of "features"
        [n, 2048] and "probabilities" [n, 1008].
    """
    image = keras.Input((SIDE, SIDE, 3), name="image", dtype="float32")
    x = _conv(image, "Conv2d_1a_3x3", 32, 3, 2)
    x = _conv(x, "Conv2d_2a_3x3", 32, 3, padding="valid")
    x = _conv(x, "Conv2d_2b_3x3", 64, 3)
    x = _halved(x, "MaxPool_1")
    x = _conv(x, "Conv2d_3b_1x1", 80)
    x = _conv(x, "Conv2d_4a_3x3", 192, 3, padding="valid")
    x = _halved(x, "MaxPool_2")
    for name, pooled in (("Mixed_5b", 32), ("Mixed_5c", 64), ("Mixed_5d", 64)):
        x = _of_squares(x, name, pooled)
    x = _to_17(x, "Mixed_6a")
    for name, width in (("Mixed_6b", 128), ("Mixed_6c", 160), ("Mixed_6d", 160), ("Mixed_6e", 192)):
        x = _of_lines(x, name, width)
    x = _to_8(x, "Mixed_7a")
    x = _spread(x, "Mixed_7b", layers.AveragePooling2D)
    x = _spread(x, "Mixed_7c", layers.MaxPooling2D)
    features = layers.GlobalAveragePooling2D(dtype="float32", name="features")(x)
    classes = layers.Dense(CLASSES, "softmax", False, "zeros", dtype="float32", name="fc")(features)
    return keras.Model(image, {"features": features, "probabilities": classes}, name="inception_2015")


def _of_squares(x, name, pooled):
    one = _chain(x, name, ("branch1x1", 64, 1))
    five = _chain(x, name, ("branch5x5_1", 48, 1), ("branch5x5_2", 64, 5))
    three = _chain(x, name, ("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3))
    return _beside(name, one, five, three, _pooled(x, name, pooled))


def _to_17(x, name):
    three = _conv(x, f"{name}.branch3x3", 384, 3, 2)
    double = _chain(x, name, ("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3))
    double = _conv(double, f"{name}.branch3x3dbl_3", 96, 3, 2)
    return _beside(name, three, double, _halved(x, f"{name}.pool"))


def _of_lines(x, name, width):
    one = _chain(x, name, ("branch1x1", 192, 1))
    seven = _chain(x, name, ("branch7x7_1", width, 1), ("branch7x7_2", width, (1, 7)), ("branch7x7_3", 192, (7, 1)))
    double = _chain(
        x,
        name,
        ("branch7x7dbl_1", width, 1),
        ("branch7x7dbl_2", width, (7, 1)),
        ("branch7x7dbl_3", width, (1, 7)),
        ("branch7x7dbl_4", width, (7, 1)),
        ("branch7x7dbl_5", 192, (1, 7)),
    )
    return _beside(name, one, seven, double, _pooled(x, name, 192))


def _to_8(x, name):
    three = _conv(_chain(x, name, ("branch3x3_1", 192, 1)), f"{name}.branch3x3_2", 320, 3, 2)
    seven = _chain(x, name, ("branch7x7x3_1", 192, 1), ("branch7x7x3_2", 192, (1, 7)), ("branch7x7x3_3", 192, (7, 1)))
    seven = _conv(seven, f"{name}.branch7x7x3_4", 192, 3, 2)
    return _beside(name, three, seven, _halved(x, f"{name}.pool"))


def _spread(x, name, pooling):
    one = _chain(x, name, ("branch1x1", 320, 1))
    three = _chain(x, name, ("branch3x3_1", 384, 1))
    double = _chain(x, name, ("branch3x3dbl_1", 448, 1), ("branch3x3dbl_2", 384, 3))
    ends = [(three, "branch3x3_2a", (1, 3)), (three, "branch3x3_2b", (3, 1))]
    ends += [(double, "branch3x3dbl_3a", (1, 3)), (double, "branch3x3dbl_3b", (3, 1))]
    spread = [_chain(begun, name, (end, 384, kernel)) for begun, end, kernel in ends]
    return _beside(name, one, *spread, _pooled(x, name, 192, pooling))


def _chain(x, name, *steps):
    for step, channels, kernel in steps:
        x = _conv(x, f"{name}.{step}", channels, kernel)
    return x


def _pooled(x, name, channels, pooling=layers.AveragePooling2D):
    x = pooling(3, 1, "same", dtype="float32", name=f"{name}.pool")(x)
    return _conv(x, f"{name}.branch_pool", channels)


def _halved(x, name):
    return layers.MaxPooling2D(3, 2, dtype="float32", name=name)(x)


def _beside(name, *branches):
    return layers.Concatenate(dtype="float32", name=name)(list(branches))


def _conv(x, name, channels, kernel=1, stride=1, padding="same"):
    padding = padding if stride == 1 else "valid"
    how = {"activation": "relu", "kernel_initializer": "zeros", "dtype": "float32", "name": name}
    return layers.Conv2D(channels, kernel, stride, padding, **how)(x)
