"""The scores of `evaluate_images`: how samples lie among real examples, in features."""

from tfgan_suite.training.scoring.score import Score

FLOOR = "real_real_floor"
NEARER = Score(
    "memory/closer",
    "memory",
    better=0.5,
    best=0.5,
    unskilled=1.0,
    fair=0.6,
    says="{value:.0%} of the comparisons find a sample nearer to training data than held-out data are (chance 50%, "
    "copies 100%)",
    compared=True,
)
COPIES = Score(
    "memory/ratio",
    "distance from training data",
    best=1.0,
    unskilled=0.0,
    fair=0.8,
    bad=0.8,
    says="samples are {value:.3g} times as far from training data as held-out data are (copies 0)",
)
DISTINCT = Score(
    "distinct",
    "distinct",
    best=("distinct_real", 1.0),
    unskilled=0.0,
    fair=0.1,
    bad=0.5,
    says="{percent:.3g}% of the samples are distinct",
    real="distinct_real",
    compared=True,
)
LABELS = Score(
    "label_accuracy",
    "label accuracy",
    best="label_accuracy_real",
    unskilled=lambda report: 1 / report.get("classes", 10),
    fair=0.3,
    bad=0.7,
    says="{value:.0%} of the samples are classified as what they should show (real ones {best:.0%})",
    compared=True,
)
IMAGE_SCORES = (
    Score(
        "fid",
        "FID",
        better="lower",
        real=f"{FLOOR}/fid",
        compared=True,
        named_by=("fid_protocol", "protocol"),
    ),
    Score("kid/mean", "KID", better=0.0, real=f"{FLOOR}/kid/mean", compared=True),
    Score("coverage/precision", "precision", real=f"{FLOOR}/coverage/precision", compared=True),
    Score("coverage/recall", "recall", real=f"{FLOOR}/coverage/recall", compared=True),
    Score("coverage/density", "density", better=1.0, real=f"{FLOOR}/coverage/density", compared=True),
    Score(
        "coverage/coverage",
        "coverage",
        best=1.0,
        unskilled=0.0,
        fair=0.5,
        bad=0.95,
        says="{value:.0%} of the real examples have a sample like them (real data 97%)",
        real=f"{FLOOR}/coverage/coverage",
        compared=True,
    ),
    Score("two_sample/accuracy", "1-NN", better=0.5, real=f"{FLOOR}/two_sample/accuracy", compared=True),
    Score("two_sample/real", "1-NN of real examples", better=0.5, real=f"{FLOOR}/two_sample/real"),
    Score("two_sample/fake", "1-NN of samples", better=0.5, real=f"{FLOOR}/two_sample/fake"),
    NEARER,
    COPIES,
    Score("inception_score/mean", "IS", real="inception_score_real/mean", compared=True),
    Score(
        "classes_present",
        "classes",
        best="classes_present_real",
        unskilled=0.0,
        fair=0.1,
        bad=0.5,
        says="the features see {value} of their classes in samples, {best} in real examples",
        compared=True,
    ),
    LABELS,
    DISTINCT,
    Score(
        "fid_share",
        "share of the variance",
        better="lower",
        best=0.0,
        unskilled=1.0,
        fair=0.05,
        bad=0.4,
        says="the distance to real data is {value:.3g} of their variance (real data 0, the average sample alone 1)",
    ),
)
