"""CartoonGAN (Chen et al. 2018) on garments and cartoons of others; bounds in docs/acceptance.md.

Outlines come up, the classifier still reads what is shown, and the discriminator prefers sharp edges. Settings were
chosen on seed 10. Garments as they are have no outlines; an untrained network shows nothing.
"""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.layers.pictures.edge_smoothing import edges_smoothed
from tfgan_suite.metrics import fashion_classifier, label_accuracy, laplacian_energy

SEEDS = (0, 1, 2)
STEPS, N = 1000, 2000
OUTLINED, KEPT = 2.0, 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_garments_get_outlines_and_stay_what_they_are(seed, figure):
    plan = plan_of("cartoon_gan", seed, epochs=1, steps_per_epoch=STEPS)
    source, label = to_float(plan.test["source"][:N]), plan.test["label"][:N]
    classifier = fashion_classifier()

    def measured():
        made = plan.game.translate(source)
        energy = laplacian_energy(made) / laplacian_energy(source)
        return energy, label_accuracy(classifier.probabilities(to_uint8(made)), label)

    before = measured()
    trained(plan, STEPS)
    energy, kept = measured()
    drawn = to_float(plan.test["target"][:N])
    sharp, smoothed = (np.mean(plan.game.discriminator(x)) for x in (drawn, np.array(edges_smoothed(drawn))))
    figure("energy of edges over that of the sources", energy, f">= {OUTLINED:g}; as they are 1")
    figure("classified as what they show", kept, f">= {KEPT}; untrained {before[1]:.2f}")
    figure("verdict on sharp edges less that on smoothed ones", sharp - smoothed, "> 0")
    assert energy >= OUTLINED and kept >= KEPT > before[1]
    assert sharp > smoothed
