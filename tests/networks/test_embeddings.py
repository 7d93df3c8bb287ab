import numpy as np

from tfgan_suite.networks.text.embeddings import bag_of_words


def test_the_same_words_are_the_same_vector_on_every_machine():
    ours = bag_of_words(["A bag, dim", "a dim bag", "dim dim bag"], 100)
    assert ours.shape == (3, 100) and ours.dtype == np.float32
    np.testing.assert_allclose(ours[0], ours[1], atol=1e-6)
    assert np.abs(ours[1] - ours[2]).max() > 0.1
    np.testing.assert_allclose(bag_of_words(["boot"], 3)[0], [-0.4438296, 0.2013205, -1.2081134], rtol=1e-6)


def test_captions_of_other_words_are_nearly_orthogonal_and_shared_words_bring_them_together():
    a, b, c = bag_of_words(["dim boot left", "bright bag right", "dim boot right"], 512)
    cosine = [float(x @ y / np.linalg.norm(x) / np.linalg.norm(y)) for x, y in ((a, b), (a, c))]
    assert abs(cosine[0]) < 0.15 and abs(cosine[1] - 2 / 3) < 0.15
    assert abs(a.std() - 1) < 0.15


def test_any_text_has_a_vector():
    assert np.isfinite(bag_of_words(["", "zażółć gęślą jaźń", "T-shirt!"], 8)).all()
