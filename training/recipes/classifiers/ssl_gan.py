"""Semi-supervised GAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.data.tasks.few_labels import beside_labelled, few_labels
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="ssl_gan",
    title="SemiSupervisedGAN",
    paper="Salimans et al. 2016",
    url="https://arxiv.org/abs/1606.03498",
    line="a classifier from few labels: K classes and one more for fakes, feature matching",
    reading="The discriminator's is the cross-entropy of the few labels and of real against fake; the generator's is "
    "a distance between mean features. Neither is the accuracy on held-out examples.",
    presets={
        "paper": {
            "data": "fashion_mnist",
            "labels": 100,
            "batch_size": 100,
            "input_noise": 0.3,
            "latent_dim": 100,
            "learning_rate": 3e-3,
            "average": 0.9999,
            "epochs": 300,
        }
    },
)


def ssl_gan(
    *,
    data: str = "moons_4_labels",
    labels: Count | None = None,
    unsupervised: Weight = 1.0,
    input_noise: Weight = 0.0,
    latent_dim: Count = 16,
    width: Count = 32,
    units: Count = 128,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    average: Fraction = 0.0,
    **options: Any,
) -> "plans.Plan":
    """Semi-supervised GAN (Salimans et al. 2016): a classifier learned from few labels and many examples without.

    Args:
        data: name of a data set, a folder of images, or an array file; with labels, or with some; see docs/data.md.
        labels: how many labels to keep, as many of each class as of any other; by default those there are.
        unsupervised: weight of the loss of unlabelled examples; 0 trains a supervised classifier for comparison.
        input_noise: standard deviation of the noise on what the discriminator sees.
        latent_dim: length of z.
        width: channels of the finest level of image networks.
        units: of dense layers.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        average: decay of both networks' moving averages, which are then what is served; 0 keeps none.
    """
    task = plans.FewLabelsTask(data=data, average=average, **options)
    field = "point" if "point" in task.train.fields else "image"
    classes = len(task.train.classes)
    if not classes or "label" not in task.train.fields:
        raise SuiteError(f"ssl_gan needs labels and {data!r} has none: give a labelled data set, or train dcgan.")
    told = task.train if labels is None else few_labels(task.train, labels, task.seed)
    shape = told[field].shape[1:]
    makers = {"point": networks.point_generator, "image": networks.generator}
    sizes = {"point": {"dimensions": shape[0], "units": units}, "image": {"image_shape": shape, "width": width}}
    game = variants.SemiSupervisedGAN(
        makers[field](latent_dim=latent_dim, **sizes[field]),
        networks.feature_classifier(shape, classes, units=units, width=width),
        unsupervised=unsupervised,
        input_noise=input_noise,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    task.train, task.test = beside_labelled(told, field), beside_labelled(task.test, field)
    fields, averaged = ("labelled", "label", field), ("classifier", "generator")
    return task.plan(game, fields, averaged, protocol=protocols.accuracy_protocol, collapse_field=None)
