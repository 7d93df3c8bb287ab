from dataclasses import replace

import numpy as np

from tfgan_suite.errors import SuiteError
from tfgan_suite.networks import frame_discriminator, video_discriminator, video_generator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.training.video_protocol import video_protocol
from tfgan_suite.variants import MoCoGAN

PRESETS = {
    "paper": {
        "batch_size": 3,
        "frames": 3,
        "width": 64,
        "content_dim": 50,
        "motion_dim": 10,
        "weight_decay": 1e-5,
        "generator_learning_rate": 2e-4,
        "image_learning_rate": 2e-4,
        "learning_rate": 2e-4,
    }
}


def mocogan(
    *,
    data: str = "fashion_clips",
    batch_size: int = 12,
    frames: int = 4,
    content_dim: int = 32,
    motion_dim: int = 10,
    width: int = 16,
    weight_decay: float = 1e-5,
    learning_rate: float = 1e-4,
    image_learning_rate: float = 4e-4,
    generator_learning_rate: float = 4e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
    """MoCoGAN (Tulyakov et al. 2017): clips of a content code and a path of motion codes.

    Args:
        data: name of a data set of clips, such as fashion_clips; its labels, if any, are the categories.
        batch_size: clips of a minibatch, over all replicas.
        frames: of each clip, how many the image discriminator sees.
        content_dim: length of z, one for a clip.
        motion_dim: length of the noise of each frame, and of the motion code made of it.
        width: channels of the finest level; doubled at each coarser one.
        weight_decay: of all players.
        learning_rate: of the video discriminator's Adam.
        image_learning_rate: of the image discriminator's.
        generator_learning_rate: of the generator's.
        beta_1: of all three.
        beta_2: of all three.
    """
    task = ImageTask(data=data, batch_size=batch_size, **options)
    if "clip" not in task.train.fields:
        raise SuiteError(f"mocogan needs clips and {data!r} has none: give fashion_clips, or train dcgan.")
    task.train, task.test = _categorized(task.train), _categorized(task.test)
    shape, num_classes = task.train["clip"].shape[1:], max(1, len(task.train.classes))
    game = MoCoGAN(
        video_generator(shape, num_classes, content_dim, motion_dim, width=width),
        frame_discriminator(shape[1:], width=width),
        video_discriminator(shape, num_classes, width=width),
        num_classes=num_classes,
        frames=frames,
        weight_decay=weight_decay,
        seed=task.seed,
    )
    rates = {
        "video_discriminator": learning_rate,
        "image_discriminator": image_learning_rate,
        "generator": generator_learning_rate,
    }
    game.compile(**{player: adam(rate, beta_1, beta_2) for player, rate in rates.items()})
    return task.plan(game, ("clip", "label"), protocol=video_protocol, likeness=None)


def _categorized(examples):
    """Clips without labels are of one category."""
    labels = examples["label"] if examples.classes else np.zeros(len(examples), np.int32)
    return replace(examples, fields={**examples.fields, "label": labels})
