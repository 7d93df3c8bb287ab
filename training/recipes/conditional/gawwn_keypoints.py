"""GAWWN told key points: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts
from tfgan_suite.training.recipes.conditional.gawwn import PAPER

CARD = System(
    name="gawwn_keypoints",
    title="GAWWN with key points",
    paper="Reed et al. 2016",
    url="https://arxiv.org/abs/1610.02454",
    line="images from captions, with the places of parts; a second game finds parts that are not given",
    reading=CROSS_ENTROPY
    + " It counts pictures with the wrong caption as fakes too; the distance between score/matched and "
    "score/mismatched shows whether captions matter. The judge and the completer play the same game with key points.",
    presets={"paper": {**PAPER, "given": 0.1, "completions": 1}},
)


def gawwn_keypoints(
    *,
    data: str = "placed_fashion",
    average: Fraction = 0.99,
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    given: Share = 0.5,
    completions: Count = 4,
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 16,
    width: Count = 32,
    most: Count = 1024,
    units: Count = 128,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """GAWWN (Reed et al. 2016): images from captions and key points, and key points from captions.

    Args:
        data: images with captions and key points: placed_fashion, a folder or an array file; see docs/data.md.
        average: decay of the moving averages of generator and completer, which are then what is served; 0 keeps none.
        mismatch: share of real images with a wrong caption among what the discriminator must refuse; 0 leaves them out.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own.
        given: probability with which the completer is given a part in training.
        completions: steps of the game of key points for each of the game of images.
        latent_dim: length of z.
        text_length: length of a caption's embedding.
        text_units: what the networks of images bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        units: of each hidden layer of completer and judge.
        learning_rate: of all players' Adam.
        beta_1: of all.
        beta_2: of all.
    """
    task = plans.KeypointTask(data=data, average=average, **options)
    captions = parts.embed(task, text_length, wrong)
    names = task.train.keypoint_names
    size = {"text_units": text_units, "width": width, "most": most}
    game = variants.KeypointGAWWN(
        networks.pointed_generator(task.shape, text_length, len(names), latent_dim, **size),
        networks.pointed_discriminator(task.shape, text_length, len(names), **size),
        networks.completer(text_length, len(names), latent_dim, units=units),
        networks.keypoint_judge(text_length, len(names), units=units),
        parts=names,
        given=given,
        completions=completions,
        captions=captions,
        mismatch=mismatch,
        subjects=True,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    told = {"protocol": protocols.pointing_protocol, "collapse_field": None}
    return task.plan(game, game.batch_fields, ("generator", "completer"), **told)
