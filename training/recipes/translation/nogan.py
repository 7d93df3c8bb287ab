"""NoGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.readings import PAIRED
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="nogan",
    title="NoGAN",
    paper="Antic et al. 2019",
    url="https://www.fast.ai/posts/2019-05-03-decrappify.html",
    line="image to image from pairs: content first, then a critic alone, and both together only at the end",
    reading=PAIRED + "Each player's curve stands where the other one learns alone.",
    presets={
        "openmoji": {"data": "openmoji", "width": 32, "most": 256, "batch_size": 8, "epochs": 40},
    },
)

EPOCHS = 2


def nogan(
    *,
    data: str = "fashion_pooled",
    width: Count = 16,
    most: Count = 128,
    depth: Count = 3,
    adversarial: Weight = 0.02,
    joint: Share = 0.05,
    criticism: Share = 0.15,
    rounds: Count = 2,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    batch_size: Count = 32,
    **options: Any,
) -> "plans.Plan":
    """NoGAN (DeOldify, 2019): a U-Net that learns content, with a critic in brief rounds. For two cores.

    Args:
        data: pairs by name (fashion_pooled, fashion_edges, openmoji), a folder with A/ and B/ or of pictures side by
            side, or an .npz file of `source` and `target`.
        width: channels of the finest level of both networks; doubled at each coarser one.
        most: upper bound of channels.
        depth: strided layers of the discriminator: 1, 2 or 3 for patches of 16, 34 or 70 pixels, as far as they fit.
        adversarial: weight of the critic's verdict beside the content.
        joint: share of the training in which both learn, in all rounds together.
        criticism: share of the training in which the critic learns alone, in all rounds together.
        rounds: how often the critic learns alone and then with the generator.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.PairTask(data=data, batch_size=batch_size, **options).lasting(EPOCHS)
    target = task.target_shape
    maps, by = parts.maps_for(task.train, target)
    game = variants.NoGAN(
        networks.unet_generator(task.source_shape, target[-1], width=width, most=most, dropout=False),
        networks.patch_discriminator(target, width=width, most=most, depth=depth),
        maps,
        adversarial=adversarial,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    task.found += f"; content is compared by L1 and {by}"
    starts = _starts(task.steps, joint, criticism, rounds)
    names = ["content", *(f"{phase} {number}" for number in range(1, rounds + 1) for phase in ("critic", "both"))]
    return task.plan(
        game,
        protocol=protocols.paired_protocol,
        callbacks=[callbacks.Stages(starts)],
        schedule=plans.Schedule.of(dict(zip(names, (0, *starts), strict=True)), "fewer --rounds"),
    )


def _starts(steps, joint, criticism, rounds):
    """The steps at which a critic alone and both together begin, round by round, at the end of the training."""
    critic, both = (max(1, round(share * steps / rounds)) for share in (criticism, joint))
    first = max(1, steps - rounds * (critic + both))
    return [first + number * (critic + both) + late for number in range(rounds) for late in (0, critic)]
