from tfgan_suite.networks import patch_discriminator, resnet_translator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.pair_task import PairTask
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.translation_protocol import unpaired_protocol
from tfgan_suite.variants import CycleGAN

PRESETS = {
    "paper": {
        "image_size": 256,
        "width": 64,
        "blocks": 9,
        "batch_size": 1,
        "epochs": 200,
        "decay": 0.5,
    },
    "openmoji": {"data": "openmoji", "blocks": 4, "batch_size": 1, "epochs": 8, "decay": 0.5},
}


def cyclegan(
    *,
    data: str = "fashion_inverted",
    width: int = 16,
    blocks: int = 3,
    depth: int = 3,
    cycle: float = 10.0,
    identity: float = 5.0,
    pool_size: int = 50,
    learning_rate: float = 2e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    decay: float = 0.0,
    epochs: int = 2,
    batch_size: int = 16,
    **options,
) -> Plan:
    """CycleGAN (Zhu et al. 2017): two residual translators, two PatchGANs. The defaults suit two cores.

    Args:
        data: two domains by name (fashion_inverted, openmoji), or an .npz file of `source` and `target`.
        width: channels of the finest level of all networks; doubled at each coarser one.
        blocks: residual blocks of a translator; the paper has 6 at 128 pixels and 9 at 256.
        depth: strided layers of a discriminator: 1, 2 or 3 for patches of 16, 34 or 70 pixels, as far as they fit.
        cycle: weight of the way there and back.
        identity: weight of leaving alone what is in the right domain already.
        pool_size: fakes that each pool keeps.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        epochs: how many; each is a pass over the data unless steps_per_epoch is given.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = PairTask(data=data, epochs=epochs, batch_size=batch_size, **options)
    x, y = task.source_shape, task.target_shape
    game = CycleGAN(
        resnet_translator(x, y[-1], width=width, blocks=blocks, name="to_target"),
        resnet_translator(y, x[-1], width=width, blocks=blocks, name="to_source"),
        patch_discriminator(y, width=width, depth=depth, name="target_discriminator"),
        patch_discriminator(x, width=width, depth=depth, name="source_discriminator"),
        cycle=cycle,
        identity=identity,
        pool_size=pool_size,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, averaged=("to_target", "to_source"), protocol=unpaired_protocol)
