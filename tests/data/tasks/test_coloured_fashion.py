import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.tasks.coloured_fashion import coloured_fashion, dyed, vivid
from tfgan_suite.training.protocols.styles import colours


def little(n=20):
    rng = np.random.default_rng(0)
    image, label = rng.integers(0, 256, (n, 8, 8, 1), "uint8"), rng.integers(0, 3, n).astype("int32")
    return Examples({"image": image, "label": label}, "little", ("a", "b", "c"))


def test_style_and_target_have_one_colour_and_content_and_target_one_shape():
    data = coloured_fashion(little())
    np.testing.assert_array_equal(data["target"], dyed(data["content"], data["colour"]))
    for field in ("style", "target"):
        np.testing.assert_allclose(
            colours(data[field]), data["colour"] / data["colour"].max(1, keepdims=True), atol=0.02
        )
    assert not np.array_equal(data["style"].max(-1), data["target"].max(-1))


def test_the_same_seed_dyes_alike():
    a, b, c = (coloured_fashion(little(), seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(a["colour"], b["colour"])
    assert not np.array_equal(a["colour"], c["colour"])


def test_hues_go_round():
    colour = vivid(np.array([0.0, 1 / 3, 2 / 3]))
    np.testing.assert_allclose(colour, 0.2 + 0.8 * np.eye(3), atol=1e-6)
