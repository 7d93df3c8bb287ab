"""Contrastive losses against loops in NumPy, and what each of them holds still for."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.losses.contrastive import conditional_contrast, data_to_data_cross_entropy

LABELS = np.array([0, 1, 0, 2, 2])


def unit(rng, *shape):
    vectors = rng.normal(size=shape)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.fixture
def compared():
    rng = np.random.default_rng(0)
    embeddings, proxies = unit(rng, 5, 4), unit(rng, 3, 4)
    to_proxy = (embeddings * proxies[LABELS]).sum(-1)
    return to_proxy, embeddings @ embeddings.T, LABELS[:, None] != LABELS[None]


def test_data_to_data_is_what_a_loop_makes_of_it(compared):
    to_proxy, to_others, differs = compared
    losses = []
    for i in range(5):
        near = np.exp(min(to_proxy[i] - 0.9, 0) / 0.5)
        far = [np.exp(max(to_others[i, j] - 0.1, 0) / 0.5) for j in range(5) if differs[i, j]]
        losses.append(-np.log(near / (near + sum(far))))
    found = data_to_data_cross_entropy(*compared, positive=0.9, negative=0.1, temperature=0.5)
    assert float(found) == pytest.approx(np.mean(losses), rel=1e-5)


def test_contrast_of_classes_is_what_a_loop_makes_of_it(compared):
    to_proxy, to_others, differs = compared
    losses = []
    for i in range(5):
        proxy = np.exp(to_proxy[i] / 0.7)
        rest = {j: np.exp(to_others[i, j] / 0.7) for j in range(5) if j != i}
        own = proxy + sum(value for j, value in rest.items() if not differs[i, j])
        losses.append(-np.log(own / (proxy + sum(rest.values()))))
    found = conditional_contrast(*compared, np.eye(5, dtype=bool), temperature=0.7)
    assert float(found) == pytest.approx(np.mean(losses), rel=1e-5)


def test_what_is_beyond_its_margin_pulls_no_more():
    def slopes(to_proxy, to_other):
        cosines = tf.constant([to_proxy]), tf.constant([[to_other]])
        with tf.GradientTape() as tape:
            tape.watch(cosines)
            loss = data_to_data_cross_entropy(
                *cosines, tf.constant([[True]]), positive=0.9, negative=0.1, temperature=0.5
            )
        return [float(tf.reshape(slope, ())) for slope in tape.gradient(loss, cosines)]

    assert slopes(0.95, 0.05) == [0, 0]
    toward, away = slopes(0.5, 0.5)
    assert toward < 0 < away


def test_a_class_without_another_has_nothing_to_tell_apart(compared):
    to_proxy, to_others, _ = compared
    alike = np.zeros((5, 5), bool)
    assert float(data_to_data_cross_entropy(to_proxy, to_others, alike, positive=1, negative=0, temperature=1)) == 0
    assert float(conditional_contrast(to_proxy, to_others, alike, np.eye(5, dtype=bool), temperature=1)) == 0
