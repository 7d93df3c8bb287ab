"""The claims of docs/claims: what they measure, on budgets of a few steps, and that their figures can be drawn."""

import math
from pathlib import Path

import numpy as np
import pytest

from benchmarks.claims import (
    loss_and_quality,
    mode_coverage,
    penalty_or_clipping,
    small_data,
    step_costs,
    style,
    trainings,
    vanishing_gradients,
)
from benchmarks.claims.command import KEPT, command
from benchmarks.claims.table import Table
from tfgan_suite.losses import LeastSquares, Minimax, NonSaturating
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor

CLAIMS = (loss_and_quality, mode_coverage, penalty_or_clipping, small_data, step_costs, vanishing_gradients)


class Coarse(FeatureExtractor):
    """Mean brightness of quarters as features, for one or three channels alike."""

    name, score_name = "coarse", "coarse FID"

    def extract(self, examples):
        x = np.asarray(examples, "float64")[..., 0] / 255
        features = np.stack([x[:, i::2, j::2].mean((1, 2)) for i in (0, 1) for j in (0, 1)], 1)
        modes = np.eye(mode_coverage.MODES)[(features[:, 0] * 999).astype(int)]
        return Extracted(features, modes)


@pytest.fixture
def little(monkeypatch, tmp_path):
    """Little images in place of every data set, and features that need no training."""
    path = tmp_path / "little.npz"
    np.savez(path, image=np.random.default_rng(0).integers(0, 256, (640, 8, 8, 1), "uint8"))
    plan_of = trainings.plan_of

    def little_plan(system, seed, examples=None, **settings):
        return plan_of(system, seed, examples, **{**settings, "data": str(path)})

    for module in CLAIMS:
        if hasattr(module, "plan_of"):
            monkeypatch.setattr(module, "plan_of", little_plan)
    for module in (small_data, loss_and_quality):
        monkeypatch.setattr(module, "load", lambda name, split: little_plan("gan", 0).train)
    monkeypatch.setattr(trainings, "fashion_classifier", Coarse)
    monkeypatch.setattr(mode_coverage, "StackedFashionClassifier", Coarse)


def drawn(claim, table, tmp_path):
    style.write(style.styled(claim.draw)(table), tmp_path / "figure.png")
    return (tmp_path / "figure.png").stat().st_size


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_kept_figure_can_be_drawn_again_from_the_kept_numbers(claim, tmp_path):
    name = claim.__name__.rpartition(".")[2]
    table = Table.read(Path(__file__).parents[2] / KEPT / f"{name}.csv")
    assert 5_000 < drawn(claim, table, tmp_path) <= 150_000


def test_a_table_is_read_as_it_was_written(tmp_path):
    table = Table()
    table.note("a", 2, height=0.5, width=3)
    table.note_curve("b", "height", [0, 1], [4, 5])
    table.write(tmp_path / "table.csv")
    again = Table.read(tmp_path / "table.csv")
    assert again.rows == table.rows and again.series("height") == ["a", "b"] and again.last("b", "height") == 5


def test_redrawing_what_was_never_measured_is_refused_in_one_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as leaving:
        command(step_costs.measure, step_costs.draw, ["--redraw", "--out", str(tmp_path)])
    assert leaving.value.code == 2 and capsys.readouterr().err.count("\n") == 1


def test_estimates_of_critics():
    assert loss_and_quality.exact_js(0.0) == pytest.approx(0, abs=1e-9)
    assert loss_and_quality.exact_js(8.0) == pytest.approx(math.log(2), abs=1e-3)
    apart, alike = np.full((4, 1), 30.0), np.zeros((4, 1))
    assert loss_and_quality.estimate("GAN", apart, -apart) == pytest.approx(math.log(2))
    assert loss_and_quality.estimate("GAN", alike, alike) == pytest.approx(0, abs=1e-6)
    assert loss_and_quality.estimate("WGAN", apart, -apart) == 60


def test_slopes_of_losses():
    scores = np.array([-6.0, 0.0, 6.0], "float32")
    σ = 1 / (1 + np.exp(-scores))
    np.testing.assert_allclose(vanishing_gradients.slopes(Minimax(), scores), σ, rtol=1e-4)
    np.testing.assert_allclose(vanishing_gradients.slopes(NonSaturating(), scores), 1 - σ, rtol=1e-4)
    np.testing.assert_allclose(vanishing_gradients.slopes(LeastSquares(), scores), abs(scores - 1), rtol=1e-4)


def test_coverage_of_modes():
    assert mode_coverage.coverage(np.full(1000, 7)) == {"modes": 1000, "kl_nats": pytest.approx(0, abs=1e-9)}
    one = np.eye(1000)[3] * 50
    assert mode_coverage.coverage(one) == {"modes": 1, "kl_nats": pytest.approx(math.log(1000))}


def test_distance_of_shifted_points():
    points = np.random.default_rng(0).normal(size=(40, 2))
    assert penalty_or_clipping.distance(points, points[::-1] + np.array([3, 0])) == pytest.approx(3)


@pytest.mark.thorough
def test_loss_and_quality(little, monkeypatch):
    monkeypatch.setattr(loss_and_quality, "ESTIMATES", {"GAN": "js_nats"})
    table = Table()
    loss_and_quality.measure_images(table, steps=4, every=1, n=64, width=4, seed=0)
    assert len(table.curve("GAN", "js_nats")[1]) == 4 and np.isfinite(table.last("GAN", "c_fid"))


def test_shift(monkeypatch):
    monkeypatch.setattr(loss_and_quality, "ESTIMATES", {"WGAN": "gap"})
    table = Table()
    loss_and_quality.measure_shift(table, steps=2, seed=0, shifts=(2.0,))
    assert np.isfinite(table.last("WGAN, shift", "gap"))


def test_mode_coverage(little, monkeypatch):
    monkeypatch.setattr(mode_coverage, "CONTENDERS", {"DCGAN": mode_coverage.CONTENDERS["DCGAN"]})
    table = mode_coverage.measure(seconds=0.05, n=50)
    assert table.last("DCGAN", "generator_steps") >= 2 and 1 <= table.last("real images", "modes") <= 1000


@pytest.mark.thorough
def test_small_data(little, monkeypatch):
    monkeypatch.setattr(small_data, "CONTENDERS", {"ADA": "ada"})
    table = small_data.measure(images=100, steps=2, every=1, n=64, width=4)
    assert table.series("c_fid") == ["ADA", small_data.REFERENCE] and table.curve("ADA", "p").shape == (2, 2)


def test_penalty_or_clipping():
    table = penalty_or_clipping.measure(steps=2, units=8)
    assert table.last(penalty_or_clipping.CLIPPED, "weights") >= 0
    assert table.last(penalty_or_clipping.PENALIZED, "median_slope") > 0


@pytest.mark.thorough
def test_vanishing_gradients(little):
    table = vanishing_gradients.measure(trained=1, ahead=2, every=2, width=4)
    for name in vanishing_gradients.LOSSES:
        assert len(table.curve(name, "gradient_norm")[0]) == 2 and table.last(name, "gradient_norm") > 0


@pytest.mark.thorough
def test_step_costs(little, monkeypatch):
    contenders = {name: step_costs.CONTENDERS[name] for name in (step_costs.PLAIN, "R1")}
    monkeypatch.setattr(step_costs, "CONTENDERS", contenders)
    table = step_costs.measure(rounds=1, steps=1, width=4)
    assert table.last(step_costs.PLAIN, "ratio") == 1 and table.last("R1", "ms_a_step") > 0
