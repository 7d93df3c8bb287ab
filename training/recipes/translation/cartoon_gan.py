"""CartoonGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="cartoon_gan",
    title="CartoonGAN",
    paper="Chen et al. 2018",
    url="https://openaccess.thecvf.com/content_cvpr_2018/html/Chen_CartoonGAN_Generative_Adversarial_CVPR_2018_paper.html",
    line="photographs become drawings, without pairs: what they show stays, and outlines are sharp",
    reading="content_error is a distance and falls in the first phase; in the second it rises as far as drawing costs. "
    "The rest are cross-entropies against opponents that learn.",
    presets={
        "paper": {
            "image_size": 256,
            "width": 64,
            "halvings": 2,
            "blocks": 8,
            "judge_width": 32,
            "depth": 2,
            "content": 10.0,
            "learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 1,
            "epochs": 200,
            "initialization": 0.05,
        }
    },
)

EPOCHS = 1


def cartoon_gan(
    *,
    data: str = "fashion_cartoons",
    width: Count = 16,
    halvings: Count = 1,
    blocks: Count = 3,
    judge_width: Count = 16,
    depth: Count = 2,
    content: Weight = 2.0,
    initialization: Share = 0.2,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    average: Fraction = 0.99,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """CartoonGAN (Chen et al. 2018): drawings of photographs. The defaults suit Fashion-MNIST on two cores.

    Args:
        data: photographs and drawings by name (fashion_cartoons), a folder with trainA/ and trainB/ or with one for
            each, or an .npz file of `source` and `target`, in any numbers.
        width: channels of the generator's finest level; doubled at each coarser one.
        halvings: how often the image is halved before its residual blocks.
        blocks: its residual blocks.
        judge_width: channels of the discriminator's first convolution; doubled at each further one.
        depth: strided layers of the discriminator, as far as they fit.
        content: weight of what must stay, beside the discriminator's verdict.
        initialization: share of the training in which the generator learns content alone.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.DomainTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    x, y = task.source_shape, task.target_shape
    maps, by = parts.maps_for(task.train, x) if x[-1] == y[-1] else (None, "pixels")
    game = variants.CartoonGAN(
        networks.resnet_translator(
            x, y[-1], width=width, halvings=halvings, blocks=blocks, double=networks.smoothed, name="generator"
        ),
        networks.patch_discriminator(y, width=judge_width, depth=depth, beyond=True),
        maps,
        content=content,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    start = round(initialization * task.steps)
    task.found += f"; content is compared by {by}"
    return task.plan(
        game,
        protocol=protocols.one_way_protocol,
        callbacks=[callbacks.Stages([start])],
        schedule=plans.Schedule.of({"content": 0, "drawing": start}, "a smaller --initialization"),
        derived={"initialization": initialization},
    )
