"""Which scores a comparison ranks by, and in which direction."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A column of a comparison.

    Attributes:
        column: as in the CSV.
        title: as people say it.
        lower_is_better: or higher.
        real: column of what real data score, if there is one.
        named_by: column that holds its proper name, if it depends on the features.
    """

    column: str
    title: str
    lower_is_better: bool = True
    real: str = ""
    named_by: str = ""


MEASURES = [
    Measure("score/fid", "FID", real="score/real_real_floor/fid", named_by="protocol"),
    Measure("score/inception_score", "Inception Score", False, "score/inception_score_real"),
    Measure("score/classes_present", "classes present", False, "score/classes_present_real"),
    Measure("score/label_accuracy", "label accuracy", False, "score/label_accuracy_real"),
    Measure("score/distinct", "distinct", False, "score/distinct_real"),
]
