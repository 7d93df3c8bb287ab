"""WGAN-GP on text (Gulrajani et al. 2017) on the grammar, batches of 64; bounds in docs/acceptance.md.

Runs of four tokens are compared with those of held-out sequences. A sampler that knows how often each token occurs and
nothing of their order sets the bound; the same generator before training must miss it. Settings were chosen on seed 10.
"""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.metrics import run_divergence

SEEDS = (0, 1, 2)
STEPS, N, RUN = 900, 5000, 4
OF_ORDERLESS, SURENESS = 0.5, 0.9


def orderless(plan, like):
    """Tokens as frequent as in training, in any order."""
    tokens = np.random.default_rng(0).permutation(plan.train["tokens"].reshape(-1))
    return tokens[: like.size].reshape(like.shape)


def sureness(game):
    """The mean probability of the likeliest token."""
    return float(game.generate(*game.latents(N, seed=2)).max(-1).mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_runs_are_nearer_to_real_ones_than_those_without_order(seed, figure):
    plan = plan_of("text_wgan_gp", seed)
    game, real = plan.game, plan.test["tokens"][:N]
    bound = OF_ORDERLESS * run_divergence(orderless(plan, real), real, RUN)
    untrained = run_divergence(game.tokens(N, seed=1), real, RUN)
    game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    reached, sure = run_divergence(game.tokens(N, seed=1), real, RUN), sureness(game)
    floor = run_divergence(plan.train["tokens"][:N], real, RUN)
    figure("divergence of runs of four", reached, f"<= {bound:.3f}; untrained {untrained:.2f}, real {floor:.4f}")
    figure("sureness", sure, f">= {SURENESS}")
    report = plan.protocol(plan, 2000)
    figure("valid", report["valid"])
    figure("sequences that stand in the training data", report["copied"], f"real {report['copied_real']:.2f}")
    assert reached <= bound < untrained and sure >= SURENESS
