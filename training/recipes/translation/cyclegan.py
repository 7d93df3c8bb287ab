"""CycleGAN: recipe and card."""

from functools import partial
from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="cyclegan",
    title="CycleGAN",
    paper="Zhu et al. 2017",
    url="https://arxiv.org/abs/1703.10593",
    line="image to image without pairs: there and back again must end where it began",
    reading="cycle_l1 is a distance and should fall; it is 0 for translators that do nothing. The rest are squared "
    "distances from targets against opponents that learn.",
    presets={
        "paper": {
            "image_size": 256,
            "mirror": True,
            "crop_from": 286,
            "width": 64,
            "blocks": 9,
            "halvings": 2,
            "norm": "instance",
            "depth": 3,
            "cycle": 10.0,
            "identity": 5.0,
            "learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 1,
            "epochs": 200,
            "decay": 0.5,
        },
        "openmoji": {
            "data": "openmoji",
            "halvings": 2,
            "blocks": 4,
            "norm": "instance",
            "cycle": 10.0,
            "identity": 5.0,
            "learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 1,
            "epochs": 8,
            "decay": 0.5,
        },
    },
)

EPOCHS = 2


def cyclegan(
    *,
    data: str = "fashion_inverted",
    width: Count = 16,
    halvings: Count = 1,
    blocks: Count = 3,
    norm: Literal["image", "instance"] = "image",
    depth: Count = 2,
    cycle: Weight = 10.0,
    identity: Weight = 0.0,
    pool_size: Count = 50,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.5,
    average: Fraction = 0.99,
    batch_size: Count = 8,
    **options: Any,
) -> "plans.Plan":
    """CycleGAN (Zhu et al. 2017): two residual translators, two PatchGANs. The defaults suit two cores.

    Args:
        data: two domains by name (fashion_inverted, openmoji), a folder with trainA/ and trainB/ or with one for
            each, or an .npz file of `source` and `target`, in any numbers.
        width: channels of the finest level of all networks; doubled at each coarser one.
        halvings: how often the image is halved before a translator's residual blocks, 1 or 2; the paper has 2, of
            images nine times as wide.
        blocks: residual blocks of a translator; the paper has 6 at 128 pixels and 9 at 256.
        norm: what the translators normalize: an image's channels together, or, as in the paper, each for itself, which
            forgets how bright a garment was.
        depth: strided layers of a discriminator: 1, 2 or 3 for patches of 16, 34 or 70 pixels, less where the image
            has no room for a single one.
        cycle: weight of the way there and back.
        identity: weight of leaving alone what is in the right domain already. The authors use it for photos of
            paintings alone, to keep colours; it is at odds with domains that are each other's negatives.
        pool_size: fakes that each pool keeps.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        average: decay of the translators' moving averages, which are then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.DomainTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    x, y = task.source_shape, task.target_shape
    translator = partial(
        networks.resnet_translator,
        width=width,
        halvings=halvings,
        blocks=blocks,
        norm=getattr(networks, f"{norm}_norm"),
    )
    game = variants.CycleGAN(
        translator(x, y[-1], name="to_target"),
        translator(y, x[-1], name="to_source"),
        networks.patch_discriminator(y, width=width, depth=depth, beyond=True, name="target_discriminator"),
        networks.patch_discriminator(x, width=width, depth=depth, beyond=True, name="source_discriminator"),
        cycle=cycle,
        identity=identity,
        pool_size=pool_size,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, averaged=("to_target", "to_source"), protocol=protocols.unpaired_protocol)
