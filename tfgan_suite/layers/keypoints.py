"""Key points as maps: one for each part, with a spot where the part is.

Reed et al. 2016, section 4.2, https://arxiv.org/abs/1610.02454. A key point is (x, y, visible), x and y as shares of
the sides from the upper left. The paper's map is 1 in the one cell that holds the point; here the four nearest cells
share it by bilinear weights, so that a point may move by less than a cell.
"""

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor
from tfgan_suite.layers.placing import hats


@keras.saving.register_keras_serializable(package="tfgan_suite")
class KeypointMaps(keras.layers.Layer):
    """Key points [B, K, 3] -> maps [B, height, width, K]; those of parts that are not visible are zeros.

    Args:
        height, width: of the maps.
    """

    def __init__(self, height: int, width: int, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.height = height
        self.width = width

    def call(self, keypoints: Tensor) -> Tensor:
        x, y, visible = (keypoints[..., i] for i in range(3))
        rows = hats(y, self.height) * visible[..., None]
        maps = rows[..., None] * hats(x, self.width)[:, :, None]
        return ops.transpose(maps, (0, 2, 3, 1))

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return (shape[0], self.height, self.width, shape[1])

    def get_config(self) -> Config:
        return {**super().get_config(), "height": self.height, "width": self.width}
