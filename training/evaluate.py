"""How good a run's product is, by the protocol of its plan."""

import json

from tfgan_suite.atomic import whole


def evaluate(plan, run, *, n=5000, features=None):
    """Scores a trained plan and writes `metrics.json`.

    Args:
        plan: with the trained game; its protocol does the scoring.
        run: where the report goes.
        n: how many samples and held-out examples; no more than there are of the latter.
        features: a `.keras` file that maps images to features, for data the suite has no features for.

    Returns:
        The report: protocol, n, scores and what else its protocol says.
    """
    n = min(n, len(plan.test))
    report = {"system": run.system, "data": plan.test.name, "step": int(plan.game.steps.numpy())}
    report |= plan.protocol(plan, n, features)
    with whole(run.metrics) as draft:
        draft.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return report
