"""Semi-supervised GAN (Salimans et al. 2016, section 5) on two moons with four labels; bounds in docs/acceptance.md.

2,000 steps, ten seconds on two quiet cores, five seeds. The control is the same training without its unsupervised loss.
"""

import numpy as np

from tests.acceptance.trainings import plan_of, trained

SEEDS = range(5)
GAIN = 0.05


def accuracy(seed, **arguments):
    plan = plan_of("ssl_gan", seed, epochs=1, steps_per_epoch=2000, **arguments)
    trained(plan, 2000)
    return plan.protocol(plan, 5000)["accuracy"]


def test_unlabelled_points_help(figure):
    semi = np.mean([accuracy(seed) for seed in SEEDS])
    supervised = np.mean([accuracy(seed, unsupervised=0.0) for seed in SEEDS])
    figure("accuracy, mean of 5 seeds", semi, f">= supervised + {GAIN}")
    figure("accuracy, control without unlabelled points", supervised)
    assert semi >= supervised + GAIN
