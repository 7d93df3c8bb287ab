"""EfficientNet-Lite0, a small classifier of ImageNet whose features compare colour images."""

import keras
from keras import layers

SIDE, CLASSES = 224, 1000
STEM, HEAD = 32, 1280
STAGES = (  # repeats, kernel, stride, expansion, channels
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


def efficientnet_lite0() -> keras.Model:
    """EfficientNet (Tan and Le 2019, https://arxiv.org/abs/1905.11946) without squeeze-and-excitation, with ReLU6.

    Returns:
        An untrained model from images [n, 224, 224, 3], (x − 127) / 128 of 0 to 255, to a dict of "features"
        [n, 1280] and "probabilities" [n, 1000].
    """
    image = keras.Input((SIDE, SIDE, 3), name="image", dtype="float32")
    x = _normalized(_conv(STEM, 3, 2)(image), active=True)
    for repeats, kernel, stride, expansion, channels in STAGES:
        for repeat in range(repeats):
            x = _block(x, kernel, stride if repeat == 0 else 1, expansion, channels)
    x = _normalized(_conv(HEAD, 1, 1)(x), active=True)
    features = layers.GlobalAveragePooling2D(dtype="float32", name="features")(x)
    probabilities = layers.Dense(CLASSES, "softmax", dtype="float32", name="probabilities")(features)
    outputs = {"features": features, "probabilities": probabilities}
    return keras.Model(image, outputs, name="efficientnet_lite0")


def _block(x, kernel, stride, expansion, channels):
    entered = x
    if expansion > 1:
        x = _normalized(_conv(expansion * x.shape[-1], 1, 1)(x), active=True)
    depthwise = layers.DepthwiseConv2D(kernel, stride, "same", use_bias=False, dtype="float32")
    x = _normalized(depthwise(x), active=True)
    x = _normalized(_conv(channels, 1, 1)(x), active=False)
    return layers.Add(dtype="float32")([entered, x]) if x.shape == entered.shape else x


def _conv(channels, kernel, stride):
    return layers.Conv2D(channels, kernel, stride, "same", use_bias=False, dtype="float32")


def _normalized(x, active):
    x = layers.BatchNormalization(epsilon=1e-3, dtype="float32")(x)
    return layers.ReLU(6.0, dtype="float32")(x) if active else x
