"""pix2pixHD: recipe and card."""

from typing import Any, Literal

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="pix2pixhd",
    title="pix2pixHD",
    paper="Wang et al. 2018",
    url="https://arxiv.org/abs/1711.11585",
    line="label maps painted from coarse to fine: a network for half the size, an enhancer around it, several judges",
    missing="that feature matching helps: without it L1 is .94 of that with it (1,250 steps)",
    reading="The losses are squares against opponents that learn, of half the image size in the first phase. matching, "
    "the distance of the discriminators' hidden layers from those of real images, is the part to look at.",
    presets={
        "paper": {
            "image_size": "512x1024",
            "mirror": True,
            "width": 64,
            "halvings": 4,
            "blocks": 9,
            "finer_blocks": 3,
            "doubling": "transposed",
            "judge_width": 64,
            "judge_most": 512,
            "scales": 2,
            "learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 1,
            "epochs": 200,
            "coarse": 0.5,
            "alone": 0.05,
            "decay": 0.25,
        }
    },
)

EPOCHS = 2


def pix2pixhd(
    *,
    data: str = "fashion_scenes",
    width: Count = 32,
    halvings: Count = 2,
    blocks: Count = 3,
    finer_blocks: Count = 2,
    doubling: Literal["interpolated", "transposed"] = "interpolated",
    judge_width: Count = 16,
    judge_most: Count = 64,
    scales: Count = 2,
    depth: Count = 3,
    matching: Weight = 10.0,
    perceptual: Weight = 10.0,
    coarse: Share = 0.4,
    alone: Share = 0.1,
    learning_rate: Positive = 3e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.0,
    average: Fraction = 0.998,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """pix2pixHD (Wang et al. 2018): images of label maps, from coarse to fine. The defaults suit scenes of garments.

    Args:
        data: images with masks by name (fashion_scenes, fashion_masks), a folder with images/ and masks/, or an .npz
            file of `image` and `mask`; with instances/ too where things have numbers.
        width: channels of the coarse network at its full size, doubled wherever it halves; the enhancer has half as
            many.
        halvings: how often the coarse network halves its sides.
        blocks: its residual blocks.
        finer_blocks: those of the enhancer.
        doubling: how both networks double sides: by interpolation and a convolution, or, as in the paper, by a
            transposed one, which leaves a grid for longer.
        judge_width: channels of the discriminators' first convolution; doubled at each further one.
        judge_most: upper bound of them.
        scales: sizes at which images are judged.
        depth: strided layers of each discriminator: 1, 2 or 3, as far as they fit.
        matching: weight of the distance of hidden layers.
        perceptual: weight of that of a trained network's maps, where there is one for such images.
        coarse: share of the training in which the coarse network learns at half the size.
        alone: share of it in which then the enhancer learns, while the coarse network stands still.
        learning_rate: of all players' Adam.
        beta_1: of all players' Adam.
        beta_2: of all players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        average: decay of both networks' moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.LabelMapTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    *sides, classes = task.layout_shape
    if any(side % 8 for side in sides):
        raise SuiteError(f"half of {sides[0]}x{sides[1]} is painted first: give an --image-size of multiples of 8.")
    half, colours = tuple(side // 2 for side in sides), task.shape[-1]
    maps, by = parts.maps_for(task.train, task.shape)
    size = {"width": judge_width, "most": judge_most, "depth": depth, "scales": scales}
    double = networks.smoothed if doubling == "interpolated" else networks.transposed
    game = variants.Pix2PixHD(
        networks.coarse_painter((*half, classes), width=width, halvings=halvings, blocks=blocks, double=double),
        networks.coarse_image((*half, width), colours),
        networks.enhancer(task.layout_shape, colours, width=width // 2, blocks=finer_blocks, double=double),
        networks.multiscale_discriminator((*half, colours), classes, name="coarse_discriminator", **size),
        networks.multiscale_discriminator(task.shape, classes, **size),
        maps,
        matching=matching,
        perceptual=perceptual,
        instances=task.instances,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    starts = [round(share * task.steps) for share in (coarse, coarse + alone)]
    task.found += f"; images are compared by {by}" if maps else ""
    return task.plan(
        game,
        protocol=protocols.painting_protocol,
        averaged=("coarse", "enhancer"),
        callbacks=[callbacks.Stages(starts)],
        schedule=plans.Schedule.of({"coarse": 0, "enhancer": starts[0], "both": starts[1]}, "a smaller --coarse"),
        derived={"coarse": coarse, "alone": alone},
    )
