"""SeqGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="seqgan",
    title="SeqGAN",
    paper="Yu et al. 2016",
    url="https://arxiv.org/abs/1609.05473",
    line="sequences of tokens: a policy rewarded by what a discriminator thinks of its rollouts",
    reading="In pretraining the generator's is the negative log-likelihood of real tokens and comparable; afterwards "
    "it is weighted by rewards and has no meaning by itself. A reward near .5 means an undecided "
    "discriminator.",
    presets={
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
    },
)


EPOCHS = 11
WIDTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)


def seqgan(
    *,
    data: str = "oracle",
    imitation: Natural | None = None,
    judgement: Natural | None = None,
    embedding: Count = 32,
    units: Count = 32,
    filters: Count = 32,
    d_steps: Count = 5,
    rollouts: Count = 8,
    widest: Count = 4,
    lag: Fraction = 0.8,
    learning_rate: Positive = 1e-2,
    policy_rate: Positive = 1e-3,
    d_learning_rate: Positive = 1e-3,
    l2: Weight = 0.02,
    steps_per_epoch: Count | None = 100,
    **options: Any,
) -> "plans.Plan":
    """SeqGAN (Yu et al. 2016): sequences of tokens, by policy gradient.

    Args:
        data: sequences: oracle, oracle:VOCABULARYxLENGTH, grammar, bach, or a text, melodies or an array file; see
            docs/data.md.
        imitation: training steps of maximum likelihood, at first; by default six elevenths of all.
        judgement: training steps that then teach the discriminator alone; by default three elevenths.
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
        l2: weight of half the squared weights of the discriminator's last layer.
        steps_per_epoch: training steps of an epoch.
    """
    task = plans.SequenceTask(data=data, steps_per_epoch=steps_per_epoch, **options).lasting(EPOCHS, d_steps)
    vocabulary, length = task.train.classes, task.train["tokens"].shape[1]
    widths = [width for width in WIDTHS if width <= widest]
    game = variants.SeqGAN(
        networks.token_policy(len(vocabulary), embedding=embedding, units=units),
        networks.token_discriminator(len(vocabulary), length, filters=filters, widths=widths, weight_decay=l2 / 2),
        vocabulary=vocabulary,
        length=length,
        d_steps=d_steps,
        rollouts=rollouts,
        lag=lag,
        policy_rate=policy_rate,
        seed=task.seed,
    )
    writer = optimizers.adam(learning_rate, 0.9, 0.999, global_clipnorm=5.0)
    game.compile(generator=writer, discriminator=optimizers.adam(d_learning_rate, 0.9, 0.999))
    imitation = 6 * task.steps // 11 if imitation is None else imitation
    judgement = 3 * task.steps // 11 if judgement is None else judgement
    phases = {"imitation": 0, "the discriminator alone": imitation, "reinforcement": imitation + judgement}
    return task.plan(
        game,
        ("tokens",),
        callbacks=[callbacks.Stages([imitation, imitation + judgement])],
        protocol=protocols.sequence_protocol,
        collapse_field=None,
        derived={"imitation": imitation, "judgement": judgement},
        schedule=plans.Schedule.of(phases, "a smaller --imitation and --judgement"),
    )
