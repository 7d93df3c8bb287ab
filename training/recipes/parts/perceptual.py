"""What images are compared by in perceptual losses: the middle of the classifier that suits them."""

import keras

from tfgan_suite import networks
from tfgan_suite.aliases import Shape
from tfgan_suite.data import Examples
from tfgan_suite.metrics import efficientnet_lite0, fashion_classifier
from tfgan_suite.metrics.features.efficientnet import COMMAND, is_fetched

FASHION = ("fashion", "captioned_fashion", "stacked_fashion")
SMALLEST = 32


def maps_for(examples: Examples, image_shape: Shape) -> tuple[keras.Model | None, str]:
    """(a network that gives the maps to compare images of this shape by, a line that says which).

    Grey images of Fashion-MNIST are compared by the suite's classifier after its second convolution, pictures in colour
    by EfficientNet-Lite0 at an eighth of their size, where its weights are here; others by nothing but their pixels.
    """
    if examples.known_as.startswith(FASHION) and image_shape[-1] == 1:
        return networks.perceptual_maps(fashion_classifier().model, "conv_2", image_shape), "maps of the classifier"
    if image_shape[-1] == 3 and min(image_shape[:2]) >= SMALLEST and is_fetched():
        reader = efficientnet_lite0()
        layer = [x.name for x in reader.model.layers if x.output.shape[1:] == (28, 28, 40)][-1]
        maps = networks.perceptual_maps(reader.model, layer, image_shape, reader.value_range)
        return maps, "maps of EfficientNet-Lite0"
    hint = f" (`{COMMAND}` gets maps for colour)" if image_shape[-1] == 3 and not is_fetched() else ""
    return None, f"pixels{hint}"
