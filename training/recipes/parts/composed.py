"""Recipe of all composed systems, which are cards in `combinations.py`."""

from functools import partial
from typing import Any, Literal

from tfgan_suite import losses, regularizers
from tfgan_suite.callbacks import HeadStart, StandingStatistics
from tfgan_suite.core import latents
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import AdaptiveAugment, DiffAugment
from tfgan_suite.optimizers import HistoricalAveraging, LinearDecay, adam, rmsprop, sgd
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Part, Positive, Share, Weight
from tfgan_suite.training.plans.plan import Plan
from tfgan_suite.training.plans.task import DEEP_EPOCHS, USUAL_EPOCHS, ImageTask
from tfgan_suite.training.recipes.parts.conditions import READINGS, WAYS, condition_of, told_pair
from tfgan_suite.training.recipes.parts.exclusions import (
    DEEP,
    OF_CONDITIONS,
    refuse,
    refuse_opposites,
    refuse_paces_of_nothing,
    refuse_what_is_of_images,
)
from tfgan_suite.training.recipes.parts.paces import ANNEAL, ada_images_of, schedule_of, top_k_interval_of
from tfgan_suite.training.recipes.parts.pairs import CRITIC_NORMS, GENERATOR_NORMS, KINDS, Choice, pair
from tfgan_suite.variants import ComposedGAN, FeatureMatchingGAN, TopKGAN

DIVERGENCES = {
    "total_variation": losses.TotalVariation,
    "kl": losses.KL,
    "reverse_kl": losses.ReverseKL,
    "pearson": losses.Pearson,
    "neyman": losses.Neyman,
    "hellinger": losses.SquaredHellinger,
    "jeffrey": losses.Jeffrey,
    "jensen_shannon": losses.JensenShannon,
    "weighted_jensen_shannon": partial(losses.WeightedJensenShannon, 0.3),
    "gan": losses.OriginalGAN,
    "alpha_half": partial(losses.Alpha, 0.5),
    "alpha_two": partial(losses.Alpha, 2.0),
}
OBJECTIVES = {
    "non_saturating": losses.NonSaturating,
    "minimax": losses.Minimax,
    "hinge": losses.Hinge,
    "least_squares": losses.LeastSquares,
    "pearson_least_squares": partial(losses.LeastSquares, -1.0, 1.0, 0.0),
    "wasserstein": losses.Wasserstein,
    "relativistic": losses.Relativistic,
    "relativistic_average": losses.RelativisticAverage,
}
AUGMENTATIONS = {
    "none": lambda _: None,
    "diffaugment": lambda _: DiffAugment(),
    "ada": lambda images: AdaptiveAugment(images=images),
}
OPTIMIZERS = {
    "adam": lambda rate, beta_1, beta_2: adam(rate, beta_1, beta_2),
    "rmsprop": lambda rate, _, beta_2: rmsprop(rate, beta_2),
    "sgd": lambda rate, beta_1, _: sgd(rate, beta_1),
}


def composed(
    *,
    objective: Literal[(*OBJECTIVES, "f_divergence")] = "non_saturating",
    divergence: Literal[tuple(DIVERGENCES)] | None = None,
    real_target: Part = 1.0,
    lowest_target: Share | None = None,
    gradient_penalty: Weight = 0.0,
    r1: Weight = 0.0,
    r2: Weight = 0.0,
    dragan: Weight = 0.0,
    lecam: Weight = 0.0,
    consistency: Weight = 0.0,
    clip: Weight = 0.0,
    mode_seeking: Weight = 0.0,
    orthogonal: Weight = 0.0,
    augmentation: Literal[tuple(AUGMENTATIONS)] = "none",
    ada_images: Count | None = None,
    condition: Literal[("none", *WAYS)] = "none",
    condition_weight: Weight | None = None,
    told: Literal["labels", "attributes"] | None = None,
    feature_matching: bool = False,
    top_k: Part = 1.0,
    top_k_interval: Count | None = None,
    minibatch_kernels: Natural = 0,
    historical: Weight = 0.0,
    networks: Literal[KINDS] = "convolutional",
    generator_norm: Literal[GENERATOR_NORMS] | None = None,
    critic_norm: Literal[tuple(CRITIC_NORMS)] | None = None,
    attention: Count | None = None,
    latent_dim: Count = 64,
    prior: Literal["normal", "uniform"] = "normal",
    width: Count = 32,
    n_critic: Count = 1,
    fakes_per_real: Count = 1,
    standing: Natural = 0,
    head_start: bool = False,
    optimizer: Literal[tuple(OPTIMIZERS)] | None = None,
    learning_rate: Positive = 2e-4,
    discriminator_learning_rate: Positive | None = None,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.0,
    **options: Any,
) -> Plan:
    """One generator and one discriminator, composed of an objective, regularizers, networks and optimizers.

    Args:
        objective: what the players want of the scores.
        divergence: which one, for the objective f_divergence; by default Jensen and Shannon's.
        real_target: what the discriminator is asked to say of real examples; .9 is one-sided label smoothing.
        lowest_target: draws that target for each example between this and real_target.
        gradient_penalty: weight of the penalty between reals and fakes (WGAN-GP: 10).
        r1: weight of the squared slope at reals (10).
        r2: weight of the squared slope at fakes (10).
        dragan: weight of the penalty around reals (10).
        lecam: weight of LeCam's regularizer (.01 to .3).
        consistency: weight of consistency under mirroring and small shifts (10).
        clip: bound of the discriminator's weights (WGAN: .01); 0 leaves them free.
        mode_seeking: weight of the generator's penalty for fakes that are alike (1).
        orthogonal: weight of the generator's penalty for filters that are alike (1e-4).
        augmentation: what the discriminator sees all images through.
        ada_images: training images in which the probability of ADA's changes may rise from 0 to 1; by default 500,000,
            or all of a training that sees fewer.
        condition: how both players are told labels, or else attributes: beside latents and image, by a Hadamard product
            with features, by projection, by conditional normalization of the generator (and projection), by an
            auxiliary classifier; labels also by contrast: reacgan and contragan compare embeddings with one another and
            with a direction for each class.
        condition_weight: of what is read back beside the objective, for acgan, reacgan and contragan; by default that
            of their papers, 1, .5 and 1.
        told: which of the two they are told, where examples have both; by default labels.
        feature_matching: the generator matches mean features instead of having an adversarial loss.
        top_k: the generator learns from the best of its fakes, down to this share of them.
        top_k_interval: training steps after which a hundredth fewer count, again and again; by default so many that the
            share of top_k is reached half way through the training.
        minibatch_kernels: of minibatch discrimination (100); 0 leaves it out.
        historical: weight of the distance to the mean of past weights, for both players.
        networks: convolutional as DCGAN's, residual as in SNGAN's and WGAN-GP's papers, hierarchical as BigGAN's,
            bottleneck as BigGAN-deep's, dense ones with maxout, or a discriminator of capsules; for points, dense.
        generator_norm: normalization in the generator; by default batch where there are convolutions; style is of each
            map, by what a mapping network makes of z (StyleGAN); spectral is batch
            and normalizes its weights, too.
        critic_norm: normalization in the discriminator; by default batch where it is convolutional, and none where its
            features are matched; spectral is of its weights.
        attention: of residual networks: how many times higher images are than the maps whose places attend to one
            another (2 or 4), or those nearest to that; by default none do.
        latent_dim: length of z.
        prior: what z is drawn from.
        width: channels of the finest level; doubled at each coarser one.
        n_critic: steps of the discriminator, each on fresh data, for each of the generator.
        fakes_per_real: latents that the generator draws for each example of a minibatch.
        standing: batches of which the served generator's batch normalization takes its moments anew after each epoch
            (BigGAN: 16); 0 keeps those that training left.
        head_start: lets the critic run ahead at first and every 500th step, as WGAN does.
        optimizer: of both players; by default adam, or rmsprop, which has no momentum, for a Wasserstein critic without
            a gradient penalty.
        learning_rate: of both players.
        discriminator_learning_rate: of the discriminator, where it is another.
        beta_1: of Adam; the momentum of SGD.
        beta_2: of Adam; the decay of RMSProp's mean squares.
        decay: share of the training, at its end, over which the learning rate falls to zero.
    """
    refuse_opposites(objective, divergence, clip, critic_norm, feature_matching, top_k)
    refuse_paces_of_nothing(augmentation, ada_images, top_k, top_k_interval)
    refuse(
        {
            f"--told {told} is of --condition: say how they are told.": told and condition == "none",
            f"--condition-weight is of --condition {', '.join(READINGS)}; it is {condition} here.": (
                condition_weight is not None and condition not in READINGS
            ),
        }
    )
    task = ImageTask(**options).lasting(DEEP_EPOCHS if networks in DEEP else USUAL_EPOCHS, n_critic)
    field = "point" if "point" in task.train.fields else "image"
    refuse_what_is_of_images(field, networks, augmentation, consistency)
    weights = {
        regularizers.InterpolatedGradientPenalty: gradient_penalty,
        regularizers.R1: r1,
        regularizers.R2: r2,
        regularizers.DRAGAN: dragan,
        regularizers.LeCam: lecam,
        regularizers.Consistency: consistency,
        regularizers.Clipping: clip,
    }
    derived = {}
    if augmentation == "ada":
        derived["ada_images"] = ada_images = ada_images or ada_images_of(task.steps, task.batch_size * n_critic)
    if top_k < 1:
        derived["top_k_interval"] = top_k_interval = top_k_interval or top_k_interval_of(top_k, task.steps)
    kind = ComposedGAN
    if feature_matching:
        kind, critic_norm = FeatureMatchingGAN, critic_norm or "none"
    elif top_k < 1:
        kind = partial(TopKGAN, floor=top_k, anneal=ANNEAL, interval=top_k_interval)
    fields: tuple[str, ...] = (field,)
    given, shape = None, task.train[field].shape[1:]
    norms = generator_norm, critic_norm
    choice = Choice(field, networks, shape, latent_dim, width, *norms, minibatch_kernels, attention)
    refuse({f"--networks {networks} is told by --condition norm.": networks in OF_CONDITIONS and condition == "none"})
    if condition != "none":
        given, known = condition_of(condition, task.train, told, condition_weight)
        fields = (field, known)
    game = kind(
        *(told_pair(given, condition, choice) if given else pair(choice)),
        objective=objective_of(objective, divergence, real_target, lowest_target),
        regularizers=[penalty(weight) for penalty, weight in weights.items() if weight],
        generator_regularizers=[
            *([regularizers.ModeSeeking(mode_seeking)] if mode_seeking else []),
            *([regularizers.Orthogonal(orthogonal)] if orthogonal else []),
        ],
        augmentation=AUGMENTATIONS[augmentation](ada_images),
        condition=given,
        n_critic=n_critic,
        fakes_per_real=fakes_per_real,
        prior=getattr(latents, prior),
        seed=task.seed,
    )
    waiting = HeadStart() if head_start else None
    callbacks = [*([waiting] if waiting else []), *([StandingStatistics(batches=standing)] if standing else [])]
    schedule = schedule_of(waiting, top_k, top_k_interval)
    plan = task.plan(game, fields, collapse_field=field, callbacks=callbacks, schedule=schedule, derived=derived)
    rates = {"discriminator": discriminator_learning_rate or learning_rate, "generator": learning_rate}
    if decay:
        updates = {"discriminator": n_critic * plan.steps, "generator": plan.steps}
        rates = {p: LinearDecay(rates[p], round((1 - decay) * n), n) for p, n in updates.items()}
    optimizer = optimizer or ("rmsprop" if objective == "wasserstein" and not gradient_penalty else "adam")
    inner = {player: OPTIMIZERS[optimizer](rates[player], beta_1, beta_2) for player in game.players}
    game.compile(**{p: HistoricalAveraging(o, historical) if historical else o for p, o in inner.items()})
    return plan


def objective_of(
    name: str, divergence: str | None, real_target: float, lowest_target: float | None
) -> losses.Objective:
    """The objective that these options describe.

    Raises:
        SuiteError: smoothing of an objective without targets.
    """
    smoothed = real_target != 1 or lowest_target is not None
    if smoothed and name != "non_saturating":
        raise SuiteError(f"--real-target smooths the objective non_saturating; {name} has no such target.")
    if lowest_target is not None:
        return losses.RandomlySmoothed(real_target, lowest_target)
    if smoothed:
        return losses.NonSaturating(real_target)
    if name == "f_divergence":
        return losses.FGAN(DIVERGENCES[divergence or "jensen_shannon"]())
    return OBJECTIVES[name]()
