"""StackGAN: recipe and card."""

from typing import Any, Literal

from tfgan_suite import callbacks, conditions, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Share, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="stackgan",
    title="StackGAN",
    paper="Zhang et al. 2016",
    url="https://arxiv.org/abs/1612.03242",
    line="images from captions in two stages: a small sketch, then a larger image of the sketch and the caption",
    reading=CROSS_ENTROPY + " It counts pictures with the wrong caption as fakes too, and the generator's holds the "
    "distance of captions' laws. Both curves begin anew with stage II.",
    presets={
        "paper": {
            "image_size": 256,
            "mirror": True,
            "crop_from": 304,
            "epochs": 1200,
            "average": 0.0,
            "ratio": 4,
            "latent_dim": 100,
            "text_length": 1024,
            "text_units": 128,
            "law_units": 128,
            "width": 64,
            "blocks": 4,
            "learning_rate": 2e-4,
            "halve_every": 100,
        }
    },
)


def stackgan(
    *,
    data: str = "captioned_fashion",
    average: Fraction = 0.99,
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    law_weight: Weight = 2.0,
    law_units: Count = 32,
    ratio: Literal[2, 4, 8] = 2,
    sketching: Share = 0.5,
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 128,
    width: Count = 32,
    blocks: Count = 2,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    halve_every: Natural = 0,
    **options: Any,
) -> "plans.Plan":
    """StackGAN (Zhang et al. 2016): images from captions, sketched small and then refined.

    Args:
        data: images with captions: captioned_fashion, noto_emoji, a folder or an array file; see docs/data.md.
        average: decay of the moving averages of both stages, which are then what is served; 0 keeps none.
        mismatch: share of real images with a wrong caption among what discriminators must refuse; 0 leaves them out.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own.
        law_weight: of the distance of captions' laws from the standard normal one.
        law_units: length of what is drawn from a caption's law.
        ratio: how many times smaller sketches are than images.
        sketching: share of the training that stage I takes.
        latent_dim: length of z, the noise of stage I.
        text_length: length of a caption's embedding.
        text_units: what discriminators bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        blocks: residual blocks of stage II.
        learning_rate: of both players' Adam, in either stage.
        beta_1: of both.
        beta_2: of both.
        halve_every: epochs of a stage after which its learning rate is halved, again and again; 0 never does.
    """
    task = plans.CaptionTask(data=data, average=average, **options).lasting(plans.USUAL_EPOCHS, 2)
    captions = parts.embed(task, text_length, wrong)
    sketch, *_ = networks.sizes_of(task.shape, ratio.bit_length())
    drawn = conditions.Vector(law_units, [[0.0] * law_units], "condition")
    judge = {"text_units": text_units, "width": width}
    game = variants.StackGAN(
        networks.conditioner(text_length, law_units),
        networks.conditional_generator(sketch, drawn, latent_dim, width=width, trunk=networks.upsampled_image),
        networks.text_discriminator(sketch, text_length, **judge),
        networks.conditioner(text_length, law_units, name="second_conditioner"),
        networks.refiner(task.shape, sketch, law_units, width=width, blocks=blocks),
        networks.text_discriminator(task.shape, text_length, name="second_discriminator", **judge),
        captions=captions,
        mismatch=mismatch,
        law_weight=law_weight,
        subjects=True,
        seed=task.seed,
    )
    start = round(sketching * task.steps)
    first, second = (f"{height}x{width}" for height, width, _ in (sketch, task.shape))
    phases = {f"stage I, {first}": 0, f"stage II, {second}": start}
    plan = task.plan(
        game,
        game.batch_fields,
        ("conditioner", "generator", "second_conditioner", "refiner"),
        protocol=protocols.caption_protocol,
        collapse_field=None,
        callbacks=[callbacks.Stages([start])],
        schedule=plans.Schedule.of(phases, "a smaller --sketching"),
        derived={"sketching": sketching},
    )
    steps = halve_every * plan.steps_per_epoch
    rate = optimizers.halving(learning_rate, steps) if steps else learning_rate
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return plan
