"""With few images a discriminator learns them by heart; augmenting what it sees puts that off.

Zhao et al. 2020 (DiffAugment, https://arxiv.org/abs/2006.10738, figures 1 and 4) and Karras et al. 2020 (ADA,
https://arxiv.org/abs/2006.06676, figure 1). Measured on 1,000 images of Fashion-MNIST: C-FID over steps without
augmentation, with DiffAugment and with ADA; everything else is the same. The overfitting is ADA's equation 1,
r_v = (E D(train) - E D(held out)) / (E D(train) - E D(fake)): 0 where unseen images look as real as those learnt from,
1 where they look like fakes. All 60,000 images without augmentation are the reference.

python -m benchmarks.claims.small_data
"""

import numpy as np

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import FashionScore, plan_of, train
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import load, to_float

NONE, REFERENCE = "no augmentation", "all 60,000 images, no augmentation"
CONTENDERS = {NONE: "none", "DiffAugment": "diffaugment", "ADA": "ada"}
SCORED = 1000


def overfitting(game, seen, unseen, n=SCORED):
    """r_v of the discriminator, by images [N, H, W, C] in [-1, 1] that it has learnt from and that it has not."""
    images = seen[:n], unseen[:n], game.sample(n, seed=2)
    learnt, held_out, fake = (by_chunks(game.discriminator, x, size=250).mean() for x in images)
    return (learnt - held_out) / (learnt - fake)


def measure(*, images: int = 1000, steps: int = 8000, every: int = 1000, n: int = 5000, width: int = 32, seed: int = 0):
    """C-FID and overfitting on few images, without augmentation, with DiffAugment and with ADA.

    Args:
        images: how many there are to learn from.
        steps: of each training, 64 images a step.
        every: steps between two measurements.
        n: samples and held-out images of the C-FID.
        width: channels of the networks' finest level.
        seed: of all randomness.
    """
    table = Table()
    whole = load("fashion_mnist", "train")
    few = whole.take(np.random.default_rng(seed).choice(len(whole), images, replace=False))
    score = FashionScore(load("fashion_mnist", "test"), n)
    for name, augmentation in {**CONTENDERS, REFERENCE: "none"}.items():
        examples = whole if name == REFERENCE else few
        plan = plan_of("gan", seed, examples, critic_norm="none", augmentation=augmentation, width=width)
        game, scored = plan.game, [to_float(part["image"][:SCORED]) for part in (examples, plan.test)]

        def look(name=name, game=game, scored=scored):
            found = {"c_fid": score(game), "overfitting": overfitting(game, *scored)}
            probability = {"p": game.augmentation.p.numpy()} if name == "ADA" else {}
            table.note(name, int(game.steps.numpy()), **found, **probability)

        train(name, plan, steps, every, look)
    return table


def draw(table):
    """Curves of C-FID and of overfitting."""
    figure, (score, overfit) = style.panels(1, 2)
    for name, colour in zip([*CONTENDERS, REFERENCE], [*style.COLOURS[:3], style.GREY], strict=True):
        line = {"color": colour, "label": name, "linestyle": "--" if name == REFERENCE else "-"}
        score.plot(*table.curve(name, "c_fid"), **line)
        overfit.plot(*table.curve(name, "overfitting"), **line)
    score.set(title="quality", xlabel="training steps of 64 images", ylabel="C-FID (lower is better)", ylim=(0, None))
    overfit.set(title="overfitting of the discriminator", xlabel="training steps of 64 images", ylabel="$r_v$")
    figure.legend(*score.get_legend_handles_labels(), loc="outside lower center", ncols=4)
    return figure


if __name__ == "__main__":
    command(measure, draw)
