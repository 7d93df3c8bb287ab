import keras

from tfgan_suite.callbacks import Stages
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks import token_discriminator, token_policy
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.sequence_protocol import sequence_protocol
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import SeqGAN

WIDTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)
PRESETS = {
    "paper": {
        "data": "oracle:5000x20",
        "imitation": 3744,
        "judgement": 4680,
        "filters": 160,
        "widest": 20,
        "rollouts": 16,
        "policy_rate": 1e-2,
        "d_learning_rate": 1e-4,
        "l2": 0.2,
        "d_steps": 5,
        "epochs": 13,
        "steps_per_epoch": 1000,
    }
}


def seqgan(
    *,
    data: str = "oracle",
    imitation: int = 600,
    judgement: int = 300,
    embedding: int = 32,
    units: int = 32,
    filters: int = 32,
    d_steps: int = 5,
    rollouts: int = 8,
    widest: int = 4,
    lag: float = 0.8,
    learning_rate: float = 1e-2,
    policy_rate: float = 1e-3,
    d_learning_rate: float = 1e-3,
    l2: float = 0.02,
    epochs: int = 11,
    steps_per_epoch: int | None = 100,
    **options,
) -> Plan:
    """SeqGAN (Yu et al. 2016): sequences of tokens, by policy gradient.

    Args:
        data: a set of sequences: oracle, oracle:VOCABULARYxLENGTH, grammar, bach, or another with a field tokens.
        imitation: training steps of maximum likelihood, at first.
        judgement: training steps that then teach the discriminator alone.
        embedding: length of a token's vector.
        units: of the generator's LSTM.
        filters: of each width of the discriminator's convolutions.
        d_steps: minibatches of a training step, and discriminator steps for each policy gradient.
        rollouts: completions of each prefix.
        widest: convolution of the discriminator, in tokens.
        lag: share of the old rollout policy that survives a policy gradient.
        learning_rate: of the generator's Adam while it imitates.
        policy_rate: of the generator's Adam afterwards; as large as the former it forgets what it has learned.
        d_learning_rate: of the discriminator's Adam.
        l2: price of half the squared weights of the discriminator's last layer.
        epochs: how many; the three stages share all their steps, and by default 200 are left for the last.
        steps_per_epoch: training steps of an epoch.
    """
    task = ImageTask(data=data, epochs=epochs, steps_per_epoch=steps_per_epoch, **options)
    if "tokens" not in task.train.fields:
        raise SuiteError(f"seqgan writes tokens and {task.data!r} has none: give --data oracle, grammar or bach.")
    vocabulary, length = task.train.classes, task.train["tokens"].shape[1]
    widths = [width for width in WIDTHS if width <= widest]
    game = SeqGAN(
        token_policy(len(vocabulary), embedding=embedding, units=units),
        token_discriminator(len(vocabulary), length, filters=filters, widths=widths, weight_decay=l2 / 2),
        vocabulary=vocabulary,
        length=length,
        d_steps=d_steps,
        rollouts=rollouts,
        lag=lag,
        policy_rate=policy_rate,
        seed=task.seed,
    )
    writer = keras.optimizers.Adam(learning_rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8, global_clipnorm=5.0)
    game.compile(generator=writer, discriminator=adam(d_learning_rate, 0.9, 0.999))
    stages = Stages([imitation, imitation + judgement])
    return task.plan(game, ("tokens",), callbacks=[stages], protocol=sequence_protocol, likeness=None)
