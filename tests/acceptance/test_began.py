"""Fashion-MNIST, batches of 32: VARIANTS B2 on one seed (a run takes over two minutes), and a control without k."""

import pytest

from tests.acceptance.trainings import plan_of

EPOCHS, STEPS = 10, 150


def history_of(**arguments):
    plan = plan_of("began", 0, lambda_k=0.01, **arguments)
    history = plan.game.fit(
        plan.training_data(), epochs=EPOCHS, steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks
    )
    return plan.game, history.history


@pytest.mark.xfail(
    strict=False,
    reason="not measured to its end yet (first 50 steps: ratio .378, k .02); the bounds are those of VARIANTS B2",
)
def test_k_keeps_the_balance(figure):
    game, history = history_of()
    ratio, M, k = (history[name] for name in ("ratio", "convergence", "k"))
    last = sum(ratio[-EPOCHS // 5 :]) / (EPOCHS // 5)
    figure("L(G)/L(x), last 20%", last, f"{game.gamma} ± .15")
    figure("fall of M", 1 - M[-1] / M[0], ">= .4")
    figure("k", float(game.k.numpy()), "in (0, 1]")
    assert 0 < max(k) <= 1 and abs(last - game.gamma) <= 0.15
    assert M[-1] <= 0.6 * M[0]


@pytest.mark.xfail(strict=False, reason="not measured to its end yet; the bounds are those of VARIANTS B2")
def test_a_discriminator_that_never_cares_about_fakes_rebuilds_them(figure):
    """With k held at 0 the ratio is nobody's business."""
    plan = plan_of("began", 0, lambda_k=0.0)
    plan.game.fit(plan.training_data(), steps_per_epoch=300, shuffle=False, verbose=0)
    logs = plan.game.evaluate(plan.held_out_data().take(20), verbose=0, return_dict=True)
    figure("L(G)/L(x), control", logs["ratio"], f"beyond {plan.game.gamma} ± .15")
    assert logs["k"] == 0 and abs(logs["ratio"] - plan.game.gamma) > 0.15
