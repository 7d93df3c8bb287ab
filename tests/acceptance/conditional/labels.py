"""Whether generators show the labels that they are told; bounds in docs/acceptance.md."""

from tests.acceptance.trainings import healthy, scores, trained, with_permuted_labels

ACCURACY = {"concat": 0.65, "projection": 0.75}
C_FID = 10


def check_labels(plan, way, figure):
    """The share of images classified as their label after 1,500 steps, and C-FID after 2,000."""
    report = scores(trained(plan, 1500), plan.test)
    figure("label accuracy", report["label_accuracy"], f">= {ACCURACY[way]}")
    assert report["label_accuracy"] >= ACCURACY[way]
    report = scores(trained(plan, 500), plan.test)
    figure("C-FID at 2,000", report["fid"], f"<= {C_FID}")
    assert report["fid"] <= C_FID and healthy(report)


def check_permuted_labels(plan, figure):
    """Labels that say nothing in training are not shown."""
    plan = with_permuted_labels(plan)
    report = scores(trained(plan, 1500), plan.test)
    figure("label accuracy, control", report["label_accuracy"], "~ .1")
    assert report["label_accuracy"] < 0.2
