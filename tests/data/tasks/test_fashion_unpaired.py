import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.tasks.fashion_pairs import dilated
from tfgan_suite.data.tasks.fashion_unpaired import fashion_edges_unpaired


def test_outlines_are_of_other_images_than_those_shown():
    image = np.random.default_rng(0).integers(0, 255, (10, 28, 28, 1), np.uint8)
    domains = fashion_edges_unpaired(Examples({"image": image, "label": np.arange(10)}, "fashion_mnist"))
    np.testing.assert_array_equal(domains["source"], image[:5])
    np.testing.assert_array_equal(domains["target"], dilated(image[5:]) - image[5:])
    np.testing.assert_array_equal([domains["label"], domains["target_label"]], np.arange(10).reshape(2, 5))
