"""Text to image with two answers, on captioned Fashion-MNIST, 1,000 steps of 64; bounds in docs/acceptance.md.

The second answer alone, on held-out real images: it must prefer their captions to others, more often than the same
network before training. Settings are those of text_to_image.
"""

import numpy as np

from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_float
from tfgan_suite.networks import bag_of_words

SEED, STEPS, N = 0, 1000, 2000
RIGHT = 0.9


def ranked(game, test):
    """How often the second answer says more of an image's own caption than of one of another article."""
    images = to_float(test["image"])
    others = np.random.default_rng(0).permutation(len(test["label"]))
    differ = test["label"] != test["label"][others]
    texts = bag_of_words(test["caption"], game.text_length)
    own, other = (by_chunks(game.discriminator, images, told)[1] for told in (texts, texts[others]))
    return float((own > other)[differ].mean())


def test_the_second_answer_knows_captions_of_real_images(figure):
    plan = plan_of("text_to_image", SEED, answers="two")
    test = plan.test.take(slice(N))
    before = ranked(plan.game, test)
    plan.game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    after, report = ranked(plan.game, test), plan.protocol(plan, N)
    figure("own captions preferred", after, f">= {RIGHT}, untrained {before:.2f}")
    for what in ("label", "shade", "quadrant"):
        figure(what, report[what])
    assert after >= RIGHT > before
