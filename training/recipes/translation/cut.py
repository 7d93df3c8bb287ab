"""CUT and FastCUT: recipe and cards."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.system import System

READING = (
    "contrast is a cross-entropy over the places of an image and should fall from the logarithm of their number. The "
    "rest are squared distances from targets against opponents that learn."
)
PAPER = {
    "direction": "AtoB",
    "image_size": 256,
    "mirror": True,
    "crop_from": 286,
    "width": 64,
    "blocks": 9,
    "halvings": 2,
    "norm": "instance",
    "depth": 3,
    "patches": 256,
    "units": 256,
    "learning_rate": 2e-4,
    "average": 0.0,
    "batch_size": 1,
    "epochs": 400,
    "decay": 0.5,
}

CARDS = [
    System(
        name="cut",
        title="CUT",
        paper="Park et al. 2020",
        url="https://arxiv.org/abs/2007.15651",
        line="image to image without pairs, one way: each place must be told from the others of its own source",
        missing="that the contrast is needed: without it outlines became garments at .68, with it at .55 (1,200 steps)",
        reading=READING,
        presets={"paper": PAPER},
    ),
    System(
        name="fastcut",
        title="FastCUT",
        paper="Park et al. 2020",
        url="https://arxiv.org/abs/2007.15651",
        line="CUT without its second half, with mirrored sources: faster and lighter",
        missing="outlines became garments at .40, hardly more often than they are read as ones: .39 (1,200 steps)",
        reading=READING,
        of="cut",
        settings={"beside": "mirrored", "contrast": 10.0},
        presets={"paper": {**PAPER, "epochs": 200, "decay": 0.25}},
    ),
]
GAMES = {"targets": "CUT", "mirrored": "FastCUT"}
EPOCHS = 1


def cut(
    *,
    data: str = "fashion_edges_unpaired",
    direction: Literal["AtoB", "BtoA"] = "BtoA",
    beside: Literal["targets", "mirrored"] = "targets",
    width: Count = 16,
    halvings: Count = 1,
    blocks: Count = 3,
    norm: Literal["image", "instance"] = "image",
    depth: Count = 2,
    contrast: Weight = 1.0,
    patches: Count = 64,
    units: Count = 64,
    temperature: Positive = 0.07,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.5,
    average: Fraction = 0.99,
    batch_size: Count = 8,
    **options: Any,
) -> "plans.Plan":
    """CUT and FastCUT (Park et al. 2020): a residual translator, a PatchGAN, and codes of patches.

    Args:
        data: two domains by name (fashion_edges_unpaired, openmoji), a folder with trainA/ and trainB/ or with one for
            each, or an .npz file of `source` and `target`, in any numbers.
        direction: AtoB translates sources into targets, BtoA targets into sources.
        beside: what else is asked: that targets stay what they are (CUT), or that mirrored sources become mirrored
            translations (FastCUT).
        width: channels of the finest level of all networks; doubled at each coarser one.
        halvings: how often the image is halved before the translator's residual blocks, 1 or 2; the paper has 2.
        blocks: residual blocks of the translator; the paper has 9 at 256 pixels.
        norm: what the translator normalizes: an image's channels together, or, as in the paper, each for itself, which
            forgets how bright a garment was.
        depth: strided layers of the discriminator: 1, 2 or 3 for patches of 16, 34 or 70 pixels, less where the image
            has no room for a single one.
        contrast: weight of the contrast of patches.
        patches: places of each layer that are compared.
        units: length of a patch's code, and of the hidden layer before it.
        temperature: of the contrast.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        average: decay of the translator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.DomainTask(data=data, direction=direction, batch_size=batch_size, average=average, **options)
    task.lasting(EPOCHS)
    x, y = task.source_shape, task.target_shape
    size = {"width": width, "halvings": halvings, "blocks": blocks, "norm": getattr(networks, f"{norm}_norm")}
    generator = networks.blurred_translator(x, y[-1], **size, name="generator")
    compared = networks.compared_layers(halvings, blocks)
    game = getattr(variants, GAMES[beside])(
        generator,
        networks.patch_discriminator(y, width=width, depth=depth, beyond=True),
        networks.projector_of(generator, compared, units=units),
        compared=compared,
        contrast=contrast,
        patches=patches,
        temperature=temperature,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, protocol=protocols.one_way_protocol)
