"""NoGAN (Antic et al. 2019) on pooled Fashion-MNIST; bounds in docs/acceptance.md.

What content alone learned must become sharper while both players learn, in at most a tenth of the steps, and hardly
farther from the truth. Settings were chosen on seed 10. The training of content alone is its control.
"""

import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.data import to_float
from tfgan_suite.metrics import l1_distance, laplacian_energy

SEEDS = (0, 1, 2)
STEPS, N = 1500, 2000
SHARPER, FARTHER, BRIEF = 1.15, 1.10, 0.1


def looks_of(plan):
    source, target = (to_float(plan.test[field][:N]) for field in ("source", "target"))
    made = plan.game.translate(source)
    return laplacian_energy(made) / laplacian_energy(target), l1_distance(made, target)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_brief_game_sharpens(seed, figure):
    plan = plan_of("nogan", seed, epochs=1, steps_per_epoch=STEPS)
    starts = [phase.start for phase in plan.schedule.phases]
    both = sum(end - start for start, end in zip(starts[2::2], [*starts[3::2], STEPS], strict=True))
    fit = {"shuffle": False, "verbose": 0, "callbacks": plan.callbacks}
    plan.game.fit(plan.training_data(), steps_per_epoch=starts[1], **fit)
    sharpness, distance = looks_of(plan)
    plan.game.fit(plan.training_data(), steps_per_epoch=STEPS - starts[1], **fit)
    sharper, farther = looks_of(plan)
    figure("sharpness over that of content alone", sharper / sharpness, f">= {SHARPER}; {sharpness:.2f} of the truth's")
    figure("L1 over that of content alone", farther / distance, f"<= {FARTHER}; {distance:.3f}")
    figure("share of steps in which both learn", both / STEPS, f"<= {BRIEF}")
    assert sharper >= SHARPER * sharpness and farther <= FARTHER * distance and both <= BRIEF * STEPS
