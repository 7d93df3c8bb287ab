"""PatchNCE against a loop in NumPy."""

import numpy as np
import pytest

from tfgan_suite.losses.patches import patch_contrast
from tfgan_suite.networks import patch_projector
from tfgan_suite.networks.images.translating.patch_codes import picked


def unit_vectors(*shape):
    x = np.random.default_rng(shape[0]).normal(size=shape).astype("float32")
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def test_each_place_must_be_found_among_those_of_its_own_image():
    q, k, τ = unit_vectors(3, 5, 4), unit_vectors(2, 3, 5, 4)[0], 0.07
    losses = []
    for image in range(3):
        for place in range(5):
            scores = np.exp([q[image, place] @ k[image, other] / τ for other in range(5)])
            losses.append(-np.log(scores[place] / scores.sum()))
    assert float(patch_contrast(q, k, temperature=τ)) == pytest.approx(np.mean(losses), rel=1e-4)


def test_equal_codes_everywhere_cost_the_logarithm_of_their_number():
    same = np.ones((2, 8, 4), "float32") / 2
    assert float(patch_contrast(same, same, temperature=0.07)) == pytest.approx(np.log(8), rel=1e-5)


def test_rows_are_picked_place_by_place():
    maps = np.arange(2 * 3 * 4 * 2, dtype="float32").reshape(2, 3, 4, 2)
    places = np.array([[0, 5], [11, 4]], "int32")
    rows = np.array(picked(maps, places))
    for image, place in np.ndindex(2, 2):
        at = places[image, place]
        np.testing.assert_array_equal(rows[image, place], maps[image, at // 4, at % 4])


def test_codes_are_unit_vectors_of_any_number_of_places():
    projector = patch_projector((3, 7), units=6)
    for places in (2, 9):
        codes = projector([np.ones((2, places, 3), "float32"), unit_vectors(2, places, 7)])
        for code in codes:
            assert code.shape == (2, places, 6)
            np.testing.assert_allclose(np.linalg.norm(code, axis=-1), 1, atol=1e-3)
