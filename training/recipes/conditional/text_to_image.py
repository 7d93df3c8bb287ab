"""GAN-INT-CLS: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="text_to_image",
    title="TextToImage (GAN-INT-CLS)",
    paper="Reed et al. 2016",
    url="https://arxiv.org/abs/1605.05396",
    line="images from captions: wrong captions are refused like fakes, texts between captions filled in",
    reading=CROSS_ENTROPY
    + " It counts pictures with the wrong caption as fakes too; the distance between score/matched and "
    "score/mismatched shows whether captions matter.",
    presets={
        "paper": {
            "image_size": 64,
            "mirror": True,
            "crop_from": 76,
            "epochs": 1200,
            "average": 0.0,
            "interpolation": 1.0,
            "latent_dim": 100,
            "text_length": 1024,
            "text_units": 128,
            "width": 64,
            "learning_rate": 2e-4,
            "halve_every": 100,
        },
        "emoji": {
            "data": "noto_emoji",
            "wrong": "caption",
            "average": 0.998,
            "text_length": 256,
            "width": 24,
            "halve_every": 4,
            "epochs": 13,
            "steps_per_epoch": 500,
        },
    },
)


def text_to_image(
    *,
    data: str = "captioned_fashion",
    average: Fraction = 0.99,
    answers: Literal["one", "two"] = "one",
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    interpolation: Weight = 0.25,
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 128,
    width: Count = 32,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    halve_every: Natural = 0,
    **options: Any,
) -> "plans.Plan":
    """GAN-INT-CLS (Reed et al. 2016): images from captions.

    Args:
        data: images with captions: captioned_fashion, noto_emoji, a folder or an array file; see docs/data.md.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        answers: of the discriminator: one, whether an image is real and shows what the caption says; or two, one for
            either question.
        mismatch: share of real images with a wrong caption among what the discriminator must refuse; 0 leaves them out.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own, where captions tell more than labels do. Other captions of the same image never are.
        interpolation: weight of the generator's term on texts between two captions, 1 in the paper; 0 leaves it out, as
            two answers do.
        latent_dim: length of z.
        text_length: length of a caption's embedding.
        text_units: what the networks bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        halve_every: epochs after which the learning rate is halved, again and again; 0 never does.
    """
    task = plans.CaptionTask(data=data, average=average, **options)
    captions = parts.embed(task, text_length, wrong)
    sizes = {"text_units": text_units, "width": width}
    generator = networks.text_generator(task.shape, text_length, latent_dim, **sizes)
    told = {"captions": captions, "mismatch": mismatch, "subjects": True, "seed": task.seed}
    if answers == "two":
        judge = networks.two_answers_discriminator(task.shape, text_length, **sizes)
        game = variants.TwoAnswersGAN(generator, judge, **told)
    else:
        judge = networks.text_discriminator(task.shape, text_length, **sizes)
        game = variants.TextToImage(generator, judge, interpolation=interpolation, **told)
    plan = task.plan(game, game.batch_fields, protocol=protocols.caption_protocol, collapse_field=None)
    steps = halve_every * plan.steps_per_epoch
    rate = optimizers.halving(learning_rate, steps) if steps else learning_rate
    if steps:
        phases = {"the whole learning rate": 0, "half of the learning rate": steps}
        plan.schedule = plans.Schedule.of(phases, "a smaller --halve-every")
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return plan
