"""A user's own domains without pairs, from the folder to the exported translators and generators."""

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tests.training.own.declared import of
from tests.training.own.systems import trained
from tfgan_suite.data import Examples
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans
from tfgan_suite.training.protocols import coupling_protocol
from tfgan_suite.training.protocols.translations.domains import UnpairedProtocol

TRANSLATORS = ("--width", 4, "--blocks", 1, "--depth", 1, "--pool-size", 4)
GENERATORS = ("--width", 4, "--latent-dim", 5)


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def animals(root, modes=("RGB", "RGB"), folders=("horse", "zebra"), counts=(12, 32)):
    for folder, count, mode in zip(folders, counts, modes, strict=True):
        for i in range(count):
            draw(root / folder / f"{i}.png", i + 100 * (folder == folders[0]), mode=mode)
    return root


@pytest.mark.long
@of("domains", cyclegan="a folder each")
def test_translators_between_domains_of_any_counts(tfgan, tmp_path):
    data = animals(tmp_path / "data")
    run = trained(tfgan, "cyclegan", data, tmp_path / "run", *TRANSLATORS)
    assert "29 examples to train on and 1 held out: source 11 of 16x16x3, target 16x16x3" in run.said[0]
    assert "11 of horse/ and 29 of zebra/, no pairs" in run.said[0]
    assert run.scores["n"] == 1 and run.scores["cycle_l1"] > 0
    for product in ("to_target", "to_source"):
        answer = run.served(product, image=np.zeros((2, 16, 16, 3), "float32"))
        assert answer["translation"].shape == (2, 16, 16, 3)
    draw(tmp_path / "large.jpg", 0, (50, 37))
    for product in ("to_target", "to_source"):
        words = ("--out", tmp_path / product, "--product", product)
        status, _, err = tfgan("apply", run.path, tmp_path / "large.jpg", *words)
        assert status == 0, err
        assert Image.open(tmp_path / product / "large.png").size == Image.open(tmp_path / "large.jpg").size


def test_of_more_folders_two_are_asked_for(tfgan, tmp_path):
    data = animals(tmp_path / "data", ("RGB", "RGB", "L"), ("cat", "horse", "zebra"), (8, 20, 30))
    train = ("train", "cyclegan", "--data", data, "--run-dir", tmp_path / "run")
    status, _, err = tfgan(*train)
    assert status == 2 and len(err) == 1
    assert "has cat, horse, zebra: say which two are the domains" in err[0] and "--domains cat,horse" in err[0]
    assert not (tmp_path / "run").exists()
    task = plans.DomainTask(data=str(data), domains="zebra,horse")
    assert "27 of zebra/ and 18 of horse/" in task.found
    assert (task.source_shape, task.target_shape) == ((16, 16, 1), (16, 16, 3))


@of("domains", cogan="A/ and B/")
def test_generators_of_two_domains_have_one_shape(tfgan, tmp_path):
    data = animals(tmp_path / "data", ("L", "RGB"), ("trainA", "trainB"), (24, 32))
    train = ("train", "cogan", "--data", data, "--run-dir", tmp_path / "run")
    status, _, err = tfgan(*train)
    assert status == 2 and len(err) == 1 and "has 16x16x1 and 16x16x3: give --channels 3, or 1" in err[0]
    assert not (tmp_path / "run").exists()
    run = trained(tfgan, "cogan", data, tmp_path / "run", *GENERATORS, "--channels", 3)
    assert "source 22 of 16x16x3, target 16x16x3" in run.said[0]
    assert "correlation" not in run.scores and run.scores["n"] == 2
    shapes = {values.shape for values in run.served("generator", z=np.zeros((2, 5), "float32")).values()}
    assert shapes == {(2, 16, 16, 3)}


def test_one_held_out_image_of_each_domain_is_no_score(tmp_path):
    task = plans.DomainTask(data=str(animals(tmp_path / "data")))
    assert len(task.test) == 1 and "a single held-out image" in coupling_protocol.obstacle(task)
    with pytest.raises(SuiteError, match="a single held-out image of each domain says nothing, at least 2 are needed"):
        coupling_protocol.measure(None, task, 1)


class Copies:
    """Translators that do nothing."""

    def __getitem__(self, name):
        return lambda images: images


@pytest.mark.parametrize("n", [1, 2, 3, 4, 20])
@pytest.mark.parametrize("channels", [1, 3])
def test_translators_that_copy_are_never_good(n, channels):
    rng = np.random.default_rng(n)
    dark, bright = (rng.integers(*levels, (20, 32, 32, channels), "uint8") for levels in ((0, 128), (128, 256)))
    examples = Examples({"source": dark, "target": bright}, "mine")

    class Data:
        train, test = examples, examples.take(slice(n))

    protocol = UnpairedProtocol()
    report = protocol.measure(Copies(), Data, n)
    verdict = protocol.verdict(report)
    assert report["cycle_l1"] == 0
    assert verdict["word"] == ("none" if n == 1 else "bad"), verdict
