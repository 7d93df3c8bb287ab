"""Every phase of a training is reached by its budget, or the run says in one line which is not."""

import json

import numpy as np
import pytest

from tests.thorough import thorough
from tfgan_suite.training.plans.schedule import Phase, Schedule, growth, levels_of, share_of_a_phase
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.registry import find

TWO = Schedule([Phase("first", 0), Phase("second", 10)], "a smaller --first")


def test_a_phase_is_reached_by_the_step_after_its_start():
    assert [TWO.reached(step).split()[0] for step in (0, 10, 11)] == ["first", "first", "second"]
    assert TWO.shortfall(11) == ""
    assert "second (from step 11)" in TWO.shortfall(10) and "a smaller --first" in TWO.shortfall(10)
    assert Schedule().reached(5) == Schedule().shortfall(5) == ""


def test_phases_of_no_steps_are_none():
    assert [phase.name for phase in Schedule.of({"a": 0, "b": 0, "c": 4}).phases] == ["b", "c"]


@pytest.mark.parametrize(("levels", "steps"), [(1, 10), (3, 37_500), (6, 300)])
def test_growing_takes_its_share_of_any_budget(levels, steps):
    share = share_of_a_phase(levels, steps)
    boundaries = growth(levels, 16 * share, 16 * share, 16)
    assert len(boundaries) == 2 * levels and steps / 2 <= boundaries[-1] <= 0.7 * steps
    phases = levels_of([(4 * 2**k, 4 * 2**k, 3) for k in range(levels + 1)], boundaries)
    assert phases[-1].start == boundaries[-2] and Schedule(phases).shortfall(steps) == ""


@pytest.fixture
def few(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (60, 32, 32, 3), "uint8")
    np.save(tmp_path / "few.npy", images)
    return str(tmp_path / "few.npy")


def plan_of(name, **own):
    system = find(name)
    return build(system, {**system.arguments(), **own})


SMALL = {"width": 4}


@pytest.mark.parametrize("name", ["progan", "stylegan", "magan"])
@pytest.mark.parametrize("budget", [{"epochs": 12}, {"kimg": 20.0}, {}])
def test_few_images_of_a_user_reach_the_last_phase(name, budget, few):
    plan = plan_of(name, data=few, batch_size=8, **SMALL, **budget)
    assert plan.schedule.shortfall(plan.steps) == "" and len(plan.schedule.phases) > 1
    if not budget:
        assert plan.steps >= 2000


@pytest.mark.parametrize(
    ("n", "batch", "passes", "steps"), [(300, 64, 500, 2000), (3000, 60, 40, 2000), (300_000, 60, 2, 10_000)]
)
def test_a_training_of_any_number_of_images_is_neither_over_at_once_nor_endless(n, batch, passes, steps, tmp_path):
    np.save(tmp_path / "mine.npy", np.zeros((n * 10 // 9, 8, 8, 1), "uint8"))
    plan = plan_of("dcgan", data=str(tmp_path / "mine.npy"), batch_size=batch, **SMALL)
    assert (plan.epochs, plan.steps) == (passes, steps)


@pytest.mark.parametrize("name", ["progan", "stylegan"])
def test_the_paper_preset_reaches_its_finest_level(name, few):
    own = {
        key: value
        for key, value in find(name).presets["paper"].items()
        if key in ("kimg", "fade_images", "stable_images")
    }
    plan = plan_of(name, data=few, batch_size=8, image_size=128, **SMALL, most=4, latent_dim=4, **own)
    assert plan.schedule.shortfall(plan.steps) == "" and plan.schedule.phases[-1].name == "level 128x128"


@pytest.mark.parametrize(("epochs", "steps_per_epoch"), [(11, 100), (2, 50), (1, 30)])
def test_seqgan_shares_any_budget_out(epochs, steps_per_epoch):
    plan = plan_of("seqgan", epochs=epochs, steps_per_epoch=steps_per_epoch)
    assert plan.schedule.shortfall(plan.steps) == "" and len(plan.schedule.phases) == 3


@pytest.mark.long
def test_a_budget_that_is_too_short_is_told_before_the_first_step_and_after_the_last(tfgan, few, tmp_path):
    run = tmp_path / "run"
    tiny = ["--batch-size", "4", "--width", "4", "--most", "4", "--latent-dim", "4"]
    words = ["--epochs", "1", "--steps-per-epoch", "2", "--evaluate", "false", *tiny]
    status, out, _ = tfgan("train", "progan", "--data", few, "--run-dir", run, *words)
    told = [line for line in out if "will not reach level 16x16" in line]
    assert status == 0 and len(told) == 2 and "--kimg" in told[0]
    assert json.loads((run / "data.json").read_text())["phase"] == "level 8x8 (phase 2 of 4)"
    assert "level 8x8" in (run / "export" / "model_card.md").read_text()
    assert "level 8x8" in (run / "report.html").read_text()


def test_a_longer_training_goes_on_by_the_schedule_that_it_began_with(few, tmp_path):
    system = find("progan")
    arguments = {**system.arguments(), "data": few, "epochs": 10, "batch_size": 8, **SMALL}
    run = Run.prepare(tmp_path / "run", system.name, arguments)
    plan = build(system, run.arguments)
    run.begin(plan.derived)
    longer = Run.prepare(tmp_path / "run", system.name, {**arguments, "epochs": 20})
    again = build(system, longer.arguments)
    assert again.steps == 2 * plan.steps and again.game.boundaries == plan.game.boundaries


@pytest.mark.parametrize("steps", [200, 2000, 9370])
def test_top_k_comes_to_its_floor_half_way_through_any_training(steps, few):
    plan = plan_of("top_k_gan", data=few, batch_size=8, epochs=1, steps_per_epoch=steps, **SMALL)
    shares = []
    for step in (plan.schedule.phases[1].start - 1, plan.schedule.phases[1].start):
        plan.game.steps.assign(step)
        shares.append(float(plan.game.share()))
    assert shares[0] > shares[1] == 0.5 and steps / 4 < plan.schedule.phases[1].start <= steps / 2
    assert plan.schedule.shortfall(steps) == "" and plan.derived["top_k_interval"] == plan.game.interval


def test_top_k_that_does_not_come_to_its_floor_is_told(few):
    plan = plan_of("top_k_gan", data=few, batch_size=8, epochs=1, steps_per_epoch=50, **SMALL)
    assert "will not reach the best 50% of the fakes (from step 70)" in plan.schedule.shortfall(plan.steps)
    slower = plan_of("top_k_gan", data=few, batch_size=8, epochs=1, steps_per_epoch=50, top_k_interval=1000, **SMALL)
    assert slower.game.interval == 1000 and "(from step 69,001)" in slower.schedule.shortfall(slower.steps)


@pytest.mark.parametrize(("steps", "images"), [(100, 100 * 8 * 2), (40_000, 500_000)])
def test_the_probability_of_ada_may_rise_to_one_in_any_training(steps, images, few):
    own = {"data": few, "batch_size": 8, "n_critic": 2, "epochs": 1, "steps_per_epoch": steps}
    plan = plan_of("ada", **own, **SMALL)
    assert plan.game.augmentation.images == images == plan.derived["ada_images"]
    assert plan_of("ada", **own, **SMALL, ada_images=77).game.augmentation.images == 77


def test_a_training_within_the_head_start_of_the_critic_is_told(few):
    plan = plan_of("wgan", data=few, batch_size=4, epochs=1, steps_per_epoch=500, **SMALL)
    head_start = plan.callbacks[-1]
    start = plan.schedule.phases[1].start
    assert head_start.waits(start - 2) and not any(head_start.waits(start + step) for step in range(100))
    assert "will not reach both players (from step 501)" in plan.schedule.shortfall(500)
    assert "--head-start false" in plan.schedule.shortfall(500) and plan.schedule.shortfall(501) == ""


def test_learning_rates_of_both_players_fall_to_zero_at_the_end_and_not_before(few):
    own = {"data": few, "batch_size": 4, "epochs": 1, "steps_per_epoch": 10, "n_critic": 3, "decay": 0.5}
    optimizers = plan_of("gan", **own, **SMALL).game.optimizers
    for player, updates in {"discriminator": 30, "generator": 10}.items():
        rate = optimizers[player]._learning_rate
        assert float(rate(updates // 2)) == pytest.approx(2e-4) and float(rate(updates)) == 0
        assert float(rate(updates - 1)) == pytest.approx(2e-4 * 2 / updates)


@pytest.mark.parametrize("name", ["pix2pix", thorough("cyclegan")])
@pytest.mark.parametrize("budget", [{"epochs": 1}, {"epochs": 1, "steps_per_epoch": 6}])
def test_learning_rates_of_translators_fall_in_any_budget(name, budget):
    plan = plan_of(name, decay=0.5, **budget, **SMALL)
    for optimizer in plan.game.optimizers.values():
        rates = [float(optimizer._learning_rate(step)) for step in (0, plan.steps - 1, plan.steps)]
        assert rates[0] > rates[1] > rates[2] == 0 and rates[1] < rates[0] / 2


def test_a_learning_rate_that_is_never_halved_is_told():
    plan = plan_of("text_to_image", halve_every=4, epochs=3, steps_per_epoch=5, **SMALL)
    assert "will not reach half of the learning rate (from step 21)" in plan.schedule.shortfall(plan.steps)
    assert plan.schedule.shortfall(21) == ""
