"""Translation tasks: which way a pair is read."""

import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.training.plans import DomainTask, PairTask
from tfgan_suite.training.plans.pair_task import turned_round


def test_a_direction_holds_for_named_sets_too():
    there, back = (PairTask(data="fashion_pooled", direction=way) for way in ("AtoB", "BtoA"))
    for ours, theirs in ((there.train, back.train), (there.test, back.test)):
        np.testing.assert_array_equal(ours["source"][:50], theirs["target"][:50])
        np.testing.assert_array_equal(ours["target"][:50], theirs["source"][:50])
        np.testing.assert_array_equal(ours["label"], theirs["label"])
    assert back.train.name == "fashion_pooled BtoA" and back.found.startswith("fashion_pooled BtoA: ")


@pytest.mark.parametrize("task", [PairTask, DomainTask])
def test_sources_and_targets_have_one_size(task, tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (20, 16, 24, 3), "uint8")
    np.savez(tmp_path / "mine.npz", source=images, target=images[..., :1])
    turned = task(data=str(tmp_path / "mine.npz"), direction="BtoA")
    assert (turned.source_shape, turned.target_shape) == ((16, 24, 1), (16, 24, 3))


def test_labels_of_two_domains_go_with_them():
    fields = {"source": 1, "target": 2, "label": 3, "target_label": 4}
    back = turned_round(Examples({name: np.full(3, value) for name, value in fields.items()}, "mine"))
    assert {name: back[name][0] for name in back.fields} == {"source": 2, "target": 1, "label": 4, "target_label": 3}
