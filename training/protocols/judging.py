"""What the scores of a report come to, in one word and with its reasons.

Each score is held against its own anchors: real examples, chance, or the answer that needs no skill. A report is as bad
as its worst score. "bad" is what a constant generator, a copied training batch, an untrained network and a translator
that copies its input must get (every score alone is passed by one of them); "good" means that no score objects, not
that nothing could be better. A score without an anchor is told and not judged, and so is what a report leaves out.

Of fewer than `ENOUGH` held-out examples nothing is good or fair, since neither word then tells what has learned
something; what is bad is called so of few, too. docs/evaluation.md has the figures.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tfgan_suite.data.pipeline.holdout import TELLING
from tfgan_suite.training.scoring.score import BAD, FAIR, GOOD, UNJUDGED, Score, number_at

WORST_FIRST = (BAD, FAIR, GOOD, UNJUDGED)
NONE, LEFT_OUT = "none", "left_out"
ENOUGH = TELLING


def judged(report: Mapping[str, Any], scores: Iterable[Score]) -> dict[str, Any]:
    """A report's verdict by these scores; those that it does not hold are passed over.

    Returns:
        {"word": "good", "fair", "bad", or "none" where no score could be judged; "reasons": sentences, worst first}.
    """
    found = [(word, score.sentence(report)) for score in scores if (word := score.word(report))]
    if found and (n := number_at(report, "n")) is not None and n < ENOUGH:
        found = [(BAD if word == BAD else UNJUDGED, sentence) for word, sentence in found]
        found.insert(0, (UNJUDGED, too_few(n)))
    found += [(UNJUDGED, sentence) for sentence in report.get(LEFT_OUT, ())]
    found = sorted(dict.fromkeys(found), key=lambda finding: WORST_FIRST.index(finding[0]))
    words = [word for word, _ in found if word != UNJUDGED]
    return {"word": words[0] if words else NONE, "reasons": [f"{word}: {sentence}" for word, sentence in found]}


def too_few(n: float) -> str:
    """What a verdict says of fewer than `ENOUGH` held-out examples."""
    several = "examples" if n != 1 else "example"
    return f"{n:g} held-out {several}: too few for a verdict, which takes {ENOUGH}; only what is plainly bad shows"


def told_by(n: int) -> str:
    """What n compared examples can tell: a share p of them is known to two standard errors, (4 p (1 - p) / n)^½."""
    shares = f"n = {n:,}: a share of the examples, such as an accuracy, is known to ± {100 * n**-0.5:.2g} points"
    return f"{shares}, and distances are mostly bias. {too_few(n)}." if n < ENOUGH else f"{shares}."


def verdict(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report's verdict by those scores of all protocols that can be judged; see `judged`."""
    from tfgan_suite.training.protocols.everything import every_score

    return judged(report, [score for score in every_score() if score.word(report) != UNJUDGED])
