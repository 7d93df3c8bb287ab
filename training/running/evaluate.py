"""Evaluation of a run, by the protocol of its plan."""

import contextlib
import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.pipeline.memory import memory
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.protocols.images import ImageProtocol, announcement, unreadable
from tfgan_suite.training.reporting.neighbours import draw_neighbours

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run

FLOAT = 4
UNSCORABLE = (SuiteError, ValueError, ArithmeticError, np.linalg.LinAlgError, MemoryError)
"""What comes out of a protocol that can make nothing of its samples, or of the examples beside them."""


def told(reason: BaseException) -> str:
    """Why something could not be scored, in a line."""
    line = " ".join(str(reason).split()) or "no reason given"
    return line if isinstance(reason, SuiteError) else f"{type(reason).__name__}: {line}"


def obstacle(plan: "Plan", features: Any = None) -> str:
    """Why the plan will not be scored, as far as that can be known before it is trained; nothing where it will be.

    Scores that compare images by features need some, and as many held-out images; other protocols say what they need.
    """
    if type(plan.protocol) is not ImageProtocol:
        return plan.protocol.obstacle(plan)
    return unreadable(plan, features)


def preparation(plan: "Plan", features: Any = None) -> str:
    """What is fitted to the training images for the plan's scores, in a line; nothing where that takes nothing.

    Args:
        plan: that can be scored, see `obstacle`.
        features: see `extractor_for`.
    """
    return announcement(plan, plan.protocol.reads(plan), features)


def score(plan: "Plan", n: int = 5000, features: Any = None) -> dict[str, Any]:
    """The report of the plan's protocol on its game as it is now, with the verdict that it comes to.

    Args:
        plan: with the game.
        n: how many samples and held-out examples; no more than there are of the latter, and than a quarter of the
            memory holds as floats.
        features: what to read them with, by default what suits the data; see `extractor_for`.
    """
    largest = max(math.prod(array.shape[1:]) for array in plan.test.fields.values())
    n = min(n, len(plan.test), memory() // 4 // (FLOAT * max(1, largest)))
    report = {"data": plan.test.name, "step": int(plan.game.steps.numpy()), **plan.protocol(plan, n, features)}
    return {**report, "verdict": plan.protocol.verdict(report)}


def evaluate(plan: "Plan", run: "Run", *, n: int = 5000, features: Any = None) -> dict[str, Any]:
    """Scores a trained plan and writes `metrics.json`, and `neighbours.png` where samples are images.

    Args:
        plan: with the trained game; its protocol does the scoring.
        run: where the report goes.
        n, features: see `score`.

    Returns:
        The report: protocol, n, scores, verdict and what else its protocol says.
    """
    report = {"system": run.system, **score(plan, n, features)}
    with atomic_write(run.metrics) as draft:
        draft.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    with contextlib.suppress(*UNSCORABLE):
        draw_neighbours(plan, run.neighbours, features)
    return report
