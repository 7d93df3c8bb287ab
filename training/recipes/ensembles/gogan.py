"""GoGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive
from tfgan_suite.training.cards.readings import GAP
from tfgan_suite.training.cards.system import System

CARD = System(
    name="gogan",
    title="GoGAN",
    paper="Juefei-Xu et al. 2017",
    url="https://arxiv.org/abs/1704.04865",
    line="GANs in a row: each stage's critic ranks reals above its fakes, and these above those of the stage before",
    missing="on one seed of three the second stage on the ring is no nearer to the data than the first",
    reading=GAP,
    presets={
        "paper": {
            "average": 0.0,
            "image_size": 64,
            "latent_dim": 100,
            "width": 64,
            "bound": 0.01,
            "margin": 0.01,
            "learning_rate": 5e-5,
        }
    },
)


def gogan(
    *,
    stages: Count = 2,
    stage_steps: Count | None = None,
    margin: Positive = 0.1,
    bound: Positive = 0.05,
    n_critic: Count = 5,
    latent_dim: Count = 64,
    units: Count = 128,
    width: Count = 32,
    learning_rate: Positive = 1e-3,
    beta_2: Fraction = 0.99,
    **options: Any,
) -> "plans.Plan":
    """GoGAN (Juefei-Xu et al. 2017): stages of one game, each ranked above the one before.

    Args:
        stages: how many; 1 is a Wasserstein GAN with a margin.
        stage_steps: training steps of each but the last; by default all are of equal length.
        margin: by which scores are to lie apart.
        bound: of the critic's weights.
        n_critic: critic steps, each on fresh data, before each generator step.
        latent_dim: length of z.
        units: of hidden layers, for points.
        width: channels of the finest level, for images; doubled at each coarser one.
        learning_rate: of both players' RMSProp.
        beta_2: decay of its mean squares.
    """
    task = plans.ImageTask(**options).lasting(plans.USUAL_EPOCHS, n_critic)
    field = "point" if "point" in task.train.fields else "image"
    shape = task.train[field].shape[1:]
    if field == "point":
        generator = networks.point_generator(shape[0], latent_dim, units=units)
        critic = networks.point_discriminator(shape[0], name="critic", units=units)
    else:
        generator = networks.generator(shape, latent_dim, width=width)
        critic = networks.discriminator(shape, width=width, norm=networks.no_norm, name="critic")
    game = variants.GoGAN(generator, critic, margin=margin, bound=bound, n_critic=n_critic, seed=task.seed)
    game.compile(**{player: optimizers.rmsprop(learning_rate, beta_2) for player in game.players})
    stage_steps = stage_steps or max(1, task.steps // stages)
    starts = [stage_steps * number for number in range(stages)]
    phases = {f"stage {number}": start for number, start in enumerate(starts, start=1)}
    return task.plan(
        game,
        (field,),
        collapse_field=field,
        callbacks=[callbacks.Stages(starts[1:])],
        derived={"stage_steps": stage_steps},
        schedule=plans.Schedule.of(phases, "a smaller --stage-steps"),
    )
