"""Networks on more examples than fit into one call."""

import keras
import numpy as np
import pytest

from tfgan_suite.core.chunks import by_chunks


@pytest.mark.parametrize(("side", "calls"), [(256, [256, 44]), (512, [64] * 4 + [44]), (1024, [16] * 18 + [12])])
def test_large_images_come_fewer_at_a_time(side, calls):
    made = []

    def call(x, training):
        made.append(len(x))
        return np.zeros((len(x), 1))

    call.inputs, call.outputs = [keras.Input((1,))], [keras.Input((side, side, 3))]
    assert by_chunks(call, np.zeros((300, 1)), size=300).shape == (300, 1)
    assert made == calls
