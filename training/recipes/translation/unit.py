"""UNIT: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="unit",
    title="UNIT",
    paper="Liu et al. 2017",
    url="https://arxiv.org/abs/1703.00848",
    line="image to image without pairs: both domains are encoded into, and decoded from, one code",
    missing="codes of an image and its translation are apart by .73 of what chance has (bound .5, one seed)",
    reading="rebuilt and cycle_l1 are distances and should fall. The rest are squared distances from targets against "
    "opponents that learn.",
    presets={
        "paper": {
            "image_size": 256,
            "width": 64,
            "halvings": 2,
            "blocks": 3,
            "judge_width": 64,
            "depth": 3,
            "rebuilding": 10.0,
            "prior": 0.01,
            "learning_rate": 1e-4,
            "average": 0.0,
            "batch_size": 1,
            "epochs": 200,
        }
    },
)

EPOCHS = 1
CODED = ("source_encoder", "target_encoder", "shared_encoder", "shared_decoder", "source_decoder", "target_decoder")


def unit(
    *,
    data: str = "fashion_inverted",
    width: Count = 16,
    halvings: Count = 1,
    blocks: Count = 2,
    judge_width: Count = 16,
    depth: Count = 2,
    rebuilding: Weight = 10.0,
    prior: Weight = 0.01,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.0,
    average: Fraction = 0.99,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """UNIT (Liu et al. 2017): unpaired translation through a shared code. The defaults suit Fashion-MNIST.

    Args:
        data: two domains by name (fashion_inverted, openmoji), a folder with trainA/ and trainB/ or with one for each,
            or an .npz file of `source` and `target`, in any numbers.
        width: channels at full size; doubled wherever sides are halved.
        halvings: how often encoders halve the sides.
        blocks: residual blocks of each encoder and decoder, of which one more is shared.
        judge_width: channels of the discriminators' first convolution; doubled at each further one.
        depth: strided layers of the discriminators, as far as they fit.
        rebuilding: weight of images rebuilt from their codes and from those of their translations.
        prior: weight of the codes' mean squares.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        average: decay of the moving averages of encoders and decoders, which are then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.DomainTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    x, y = task.source_shape, task.target_shape
    inside = {"halvings": halvings, "blocks": blocks, "norm": networks.image_norm}
    encoders = [
        networks.domain_encoder(shape, width=width, name=f"{name}_encoder", **inside)
        for name, shape in (("source", x), ("target", y))
    ]
    maps = tuple(encoders[0].output_shape[1:])
    shared = [
        networks.shared_maps(maps, norm=networks.image_norm, name=f"shared_{name}") for name in ("encoder", "decoder")
    ]
    decoders = [
        networks.domain_decoder(maps, shape[-1], name=f"{name}_decoder", **inside)
        for name, shape in (("source", x), ("target", y))
    ]
    judges = [
        networks.patch_discriminator(shape, width=judge_width, depth=depth, beyond=True, name=f"{name}_discriminator")
        for name, shape in (("source", x), ("target", y))
    ]
    game = variants.UNIT(*encoders, *shared, *decoders, *judges, rebuilding=rebuilding, prior=prior, seed=task.seed)
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, averaged=CODED, protocol=protocols.unpaired_protocol)
