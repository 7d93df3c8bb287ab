from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import protocols, running
from tfgan_suite.training.systems.readings import GAP
from tfgan_suite.training.systems.system import System

CARD = System(
    name="progan",
    title="ProGAN",
    paper="Karras et al. 2018",
    url="https://arxiv.org/abs/1710.10196",
    line="networks that grow while they train, each finer level faded in",
    reading=GAP + " Each new level starts it afresh.",
    presets={
        "paper": {
            "image_size": 128,
            "latent_dim": 512,
            "width": 128,
            "most": 512,
            "fade_images": 600_000,
            "stable_images": 600_000,
        },
        "emoji": {
            "data": "noto_emoji",
            "image_size": 64,
            "fade_images": 12_000,
            "stable_images": 12_000,
            "epochs": 16,
            "steps_per_epoch": 500,
        },
    },
)


def progan(
    *,
    image_size: int = 32,
    batch_size: int = 16,
    average: float = 0.999,
    latent_dim: int = 64,
    width: int = 16,
    most: int = 64,
    fade_images: int = 60_000,
    stable_images: int = 60_000,
    lam: float = 10.0,
    drift: float = 0.001,
    learning_rate: float = 1e-3,
    **options,
) -> "running.Plan":
    """ProGAN (Karras et al. 2018): both networks grow from 4x4 on; for images of any kind, such as noto_emoji at 64.

    The schedule counts images: the coarsest level sees stable_images, each finer one fade_images and stable_images, and
    the finest one whatever is left of the epochs.

    Args:
        image_size: side of the finest level, a multiple of 4 from 8 to 256.
        batch_size: examples of a minibatch, over all replicas.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        fade_images: how many a level sees while it is faded in.
        stable_images: how many it sees before the next is.
        lam: weight of the gradient penalty.
        drift: weight of the mean squared score of real images.
        learning_rate: of both players' Adam.
    """
    task = running.ImageTask(image_size=image_size, batch_size=batch_size, average=average, **options)
    generator = networks.growing_generator(task.shape, latent_dim, width=width, most=most)
    game = variants.ProGAN(
        generator,
        networks.growing_critic(task.shape, width=width, most=most),
        boundaries=running.growth(len(generator.outputs) - 1, stable_images, fade_images, batch_size),
        lam=lam,
        drift=drift,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, 0.0, 0.99) for player in game.players})
    return task.plan(game, callbacks=[callbacks.Stages(game.boundaries)], protocol=protocols.pyramid_protocol)
