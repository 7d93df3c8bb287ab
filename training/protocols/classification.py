"""How games are scored whose product is a classifier."""

from typing import Any

import numpy as np

from tfgan_suite.data import in_order
from tfgan_suite.data.tasks.few_labels import UNLABELLED
from tfgan_suite.kinds import ClassProbabilities
from tfgan_suite.training.protocols.judging import LEFT_OUT
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score


class AccuracyProtocol(Protocol):
    """The share of held-out examples that the classifier gives their label, beside that of the most frequent class.

    Args:
        ranks_by: the score that ranks checkpoints; the first by default.
        **fields: name of a score -> (field of what is classified, field of its label).
    """

    yields = (ClassProbabilities,)

    def __init__(self, ranks_by: str | None = None, **fields: tuple[str, str]) -> None:
        self.fields = fields
        self.scores = tuple(map(_accuracy, fields))
        self.ranks_by = (ranks_by or next(iter(fields)),)

    def obstacle(self, data: Any) -> str:
        """Held-out examples without labels, or all of one class, for each of the scores."""
        silences = [_silence(data.test, field, len(data.test)) for _, field in self.fields.values()]
        return "; ".join(dict.fromkeys(silences)) if all(silences) else ""

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """Each score of those of the first `n` held-out examples that have a label, and the share of their most
        frequent class ("..._of_one_class"); left out where none has one, or all have the same. Where this holds for the
        first score, which is the aim, the others are told without that share, and so not judged."""
        report = {"protocol": "accuracy", "n": n, "classes": products.game.num_classes}
        compared = [n]
        for name, (seen, field) in self.fields.items():
            if silence := _silence(data.test, field, n):
                report.setdefault(LEFT_OUT, []).append(f"{name.replace('_', ' ')}: {silence}")
                continue
            labels = data.test[field][:n]
            known = labels != UNLABELLED
            x, labels = next(iter(in_order(data.test, n, (seen,))))[known], labels[known]
            said = products["classifier"](x).argmax(axis=1)
            report[name] = float(np.mean(said == labels))
            compared.append(len(labels))
            report[f"{name}_of_one_class"] = float(np.unique(labels, return_counts=True)[1].max() / len(labels))
        if next(iter(self.fields)) not in report:
            report = {name: value for name, value in report.items() if not name.endswith("_of_one_class")}
        return report | {"n": min(compared)}


def _silence(test, field, n):
    """Why the first `n` of these examples say nothing of a classifier; nothing where they do."""
    labels = np.asarray(test[field][:n]) if field in test.fields else np.array([UNLABELLED])
    classes = np.unique(labels[labels != UNLABELLED])
    if not classes.size:
        return f"{test.name} has no {field}"
    if classes.size == 1:
        of = test.classes[classes[0]] if test.classes else classes[0]
        return f"all of {test.name} that have a {field} are of one class, {of}"
    return ""


def _accuracy(name):
    return Score(
        name,
        name.replace("_", " "),
        best=1.0,
        unskilled=f"{name}_of_one_class",
        fair=0.5,
        bad=0.9,
        says="{title} {value:.0%}, where one class for all has {unskilled:.0%}",
        compared=True,
    )


accuracy_protocol = AccuracyProtocol(accuracy=("labelled", "label"))
adaptation_protocol = AccuracyProtocol(
    ranks_by="source_accuracy",
    target_accuracy=("target", "target_label"),
    source_accuracy=("source", "label"),
)
