"""What exported files are worth: they are scored as the networks are that they were made of."""

import json

import numpy as np
import pytest

from tests.variants.cases import CASES, build
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.reporting.exported import exported
from tfgan_suite.training.running.export_run import export_run
from tfgan_suite.training.running.litert_scores import score_litert
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.scoring.calibration import typical
from tfgan_suite.training.scoring.products import Products
from tfgan_suite.training.scoring.score import Score


def as_file(network):
    """A file that answers what the network does."""

    def run(inputs):
        answer = network([inputs[tensor.name] for tensor in network.inputs])
        return dict(zip(network.output_names, [np.array(answer)], strict=True))

    return run


def zeros(network):
    """A file that answers nothing but zeros."""
    outputs = {name: tensor.shape[1:] for name, tensor in zip(network.output_names, network.outputs, strict=True)}
    return lambda inputs: {n: np.zeros((len(next(iter(inputs.values()))), *s), "float32") for n, s in outputs.items()}


IMAGES = np.ones((5, 8, 8, 1), "float32")


@pytest.mark.parametrize(
    ("name", "product", "use"),
    [
        ("dcgan", "generator", lambda products: products.sample(5)),
        ("cgan", "generator", lambda products: products.sample(5)),
        ("progan", "generator", lambda products: products.sample(5)),
        ("cogan", "generator", lambda products: products.sample(5)[1]),
        ("mad_gan", "generator", lambda products: products.sample(5)),
        ("segan", "segmenter", lambda products: products["segmenter"](IMAGES)),
        ("cyclegan", "to_target", lambda products: products.translate(IMAGES)),
        ("cyclegan", "to_source", lambda products: products["to_source"](IMAGES)),
        ("ssl_gan", "classifier", lambda products: products["classifier"](IMAGES)),
        ("vae_gan", "decoder", lambda products: products.sample(5)),
        ("stylegan", "synthesis", lambda products: products.sample(5)),
        ("mocogan", "generator", lambda products: products.sample(5)),
        ("seqgan", "generator", lambda products: products.sample(5)),
    ],
)
def test_a_file_answers_in_the_place_of_its_network_and_the_game_stays_as_it_is(name, product, use):
    game = build(CASES[name])
    products = Products(game, {product: zeros(game.products()[product])})
    assert not np.any(use(products))
    assert products.asked[product]
    assert np.any(use(Products(game)))


def test_what_is_not_used_is_noticed():
    game = build(CASES["ebgan"])
    products = Products(game, {"scorer": zeros(game.products()["scorer"])})
    assert np.any(products.sample(5)) and not products.asked["scorer"]


@pytest.mark.parametrize("name", ["dcgan", "cgan", "mad_gan", "progan", "stylegan", "vae_gan", "mocogan"])
def test_products_sample_what_the_game_samples_whoever_answers(name):
    game = build(CASES[name])
    network = game.products()[game.sampler]
    for files in ({}, {game.sampler: as_file(network)}):
        np.testing.assert_allclose(Products(game, files).sample(5, seed=3), game.sample(5, seed=3), atol=1e-5)


class Nearness(Protocol):
    """How far samples are from Keras' own."""

    scores = (Score("fid", "FID", better="lower"),)
    ranks_by = ("fid",)

    def measure(self, products, data, n, features=None):
        return {"fid": 1.0 + float(np.mean((products.sample(64) - data.own) ** 2))}


class Plan:
    """As much of a plan as scoring asks for: a game, held-out images, and a protocol."""

    fields = ("image",)
    protocol = Nearness()

    def __init__(self, game):
        self.game = game
        self.test = {"image": np.random.default_rng(0).integers(0, 256, (300, 8, 8, 1), "uint8")}
        self.own = game.sample(64)


@pytest.fixture
def appraised(tmp_path):
    """The rows of a game whose generator was exported in two formats."""
    game = build(CASES["dcgan"])
    for weight in game.generator.weights:
        weight.assign(weight + 0.3 * np.random.default_rng(1).normal(size=weight.shape))
    run = Run.prepare(tmp_path / "run", "dcgan", {})
    plan = Plan(game)
    return run, score_litert(game, run, export_run(game, run, ["litert", "litert-int8"], plan=plan), plan, n=64)


def test_each_file_is_timed_and_scored(appraised):
    run, rows = appraised
    assert [row["format"] for row in rows] == ["litert", "litert-int8"]
    exact, lossy = (row["score"] for row in rows)
    assert exact["before"] == lossy["before"] == 1.0 and exact["name"] == "fid" and exact["lower_is_better"]
    assert abs(exact["after"] - 1) < 1e-9 < 1e-6 < lossy["after"] - 1
    assert all({"batch 1, 1 thread", "batch 16, 1 thread"} <= row["latency"].keys() for row in rows)
    assert json.loads(json.dumps(run.parity_rows())) == json.loads(json.dumps(rows))


def test_the_tables_tell_what_eight_bits_cost(appraised):
    run, _ = appraised
    row = exported(run, run.path)[1]
    assert row["path"] == "export/litert/generator-int8.tflite"
    assert row["allowed"] == "1 % lost" and "fid 1" in row["score"] and row["score"].endswith("worse; 64 samples)")


@pytest.mark.thorough
def test_a_run_that_was_moved_is_told_of_as_before(appraised):
    run, _ = appraised
    before, moved = exported(run, run.path), run.path.rename(run.path.with_name("moved"))
    assert exported(Run(moved, run.config), moved) == before


def test_images_are_calibrated_with_held_out_ones():
    game = build(CASES["ebgan"])
    plan = Plan(game)
    drawn = typical(plan, "scorer", game.products()["scorer"])
    np.testing.assert_allclose(drawn["image"], plan.test["image"][:256] / 127.5 - 1, atol=1e-6)
    assert typical(plan, "generator", game.products()["generator"]) == {}


def test_noise_of_the_size_of_images_is_no_image():
    game = build(CASES["stylegan"])
    synthesis = game.products()["synthesis"]
    plan = Plan(game)
    assert plan.test["image"].shape[1:] in [tensor.shape[1:] for tensor in synthesis.inputs]
    assert typical(plan, "synthesis", synthesis).keys() == {"styles"}
