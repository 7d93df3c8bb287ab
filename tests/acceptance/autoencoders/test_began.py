"""BEGAN (Berthelot et al. 2017, section 3.4) on Fashion-MNIST, batches of 16; bounds in docs/acceptance.md.

Three seeds, of which 0 chose the settings; one seed of each control: a generator that does not learn, and k held at 0.
Without k the ratio of the losses ends .13 from γ, within the .15 that would be near enough; so that it can fail, k is
asked to hold the ratio within .05.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, scores

SEEDS, STEPS = (0, 1, 2), 300
NEAR, HELD, FALL = 0.15, 0.05, 0.4


def history_of(epochs, seed=1, standing_still=False, **arguments):
    plan = plan_of("began", seed, **arguments)
    if standing_still:
        plan.game.compile(generator=SGD(0.0))
    history = plan.game.fit(
        plan.training_data(), epochs=epochs, steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks
    )
    return plan, history.history


@pytest.mark.parametrize("seed", SEEDS)
def test_k_keeps_the_balance(seed, figure):
    plan, history = history_of(10, seed)
    ratio, M, k = (history[name] for name in ("ratio", "convergence", "k"))
    last, fall = sum(ratio[-2:]) / 2, 1 - M[-1] / M[0]
    figure("L(G)/L(x), last 20%", last, f"{plan.game.gamma} ± {HELD}")
    figure("fall of M", fall, f">= {FALL}")
    figure("k, greatest mean of an epoch", max(k), "in (0, 1]")
    figure("C-FID", scores(plan.game, plan.test)["fid"])
    assert abs(last - plan.game.gamma) <= HELD
    assert fall >= FALL
    assert min(k) >= 0 and 0 < max(k) <= 1 and 0 < float(plan.game.k.numpy()) <= 1


def test_a_generator_that_stands_still_is_far_from_the_balance(figure):
    plan, history = history_of(2, standing_still=True)
    last = history["ratio"][-1]
    figure("L(G)/L(x), control", last, f"beyond {plan.game.gamma} ± {NEAR}")
    assert abs(last - plan.game.gamma) > NEAR


def test_nobody_holds_the_balance_without_k(figure):
    """With k held at 0 the ratio is nobody's business."""
    plan, history = history_of(4, lambda_k=0.0)
    last = history["ratio"][-1]
    figure("L(G)/L(x), control", last, f"beyond {plan.game.gamma} ± {HELD}")
    figure("C-FID, control", scores(plan.game, plan.test)["fid"])
    assert max(history["k"]) == 0 and abs(last - plan.game.gamma) > HELD
