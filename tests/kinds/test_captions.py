import numpy as np

from tfgan_suite.kinds.captions import rows, with_captions


def test_rows_stand_together():
    images = np.arange(6, dtype="float32")[:, None, None, None] * np.ones((6, 2, 3, 1), "float32")
    strips = rows(images, 3)
    assert strips.shape == (2, 2, 9, 1)
    np.testing.assert_array_equal(strips[:, 0, ::3, 0], [[0, 1, 2], [3, 4, 5]])


def test_the_image_stays_and_the_text_is_below_it():
    image = np.linspace(-1, 1, 32 * 128 * 3, dtype="float32").reshape(1, 32, 128, 3)
    (said,), (silent,) = with_captions(image, ["a boot"]), with_captions(image, [" "])
    np.testing.assert_array_equal(said[:64:2, ::2], image[0])
    assert said[64:].max() > 0.9 and (silent[64:] == -1).all()


def test_long_texts_are_broken_and_all_get_the_same_room():
    image = np.zeros((2, 64, 64, 1), "float32")
    pair = with_captions(image, ["x", "several words that do not fit into one line"])
    assert pair.shape[1] > 64 + 4 * 14
    assert (pair[0, 64 + 20 :] == -1).all() and (pair[1, -16:] > 0).any()
