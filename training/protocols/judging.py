"""What the scores of a report come to, in one word and with its reasons.

Each score is held against its own anchors: real examples, chance, or the answer that needs no skill. A report is as bad
as its worst score. "bad" is what a constant generator, a copied training batch, an untrained network and a translator
that copies its input must get (every score alone is passed by one of them); "good" means that no score objects, not
that nothing could be better. A score without an anchor is told and not judged, and so is what a report leaves out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tfgan_suite.training.scoring.score import BAD, FAIR, GOOD, UNJUDGED, Score

WORST_FIRST = (BAD, FAIR, GOOD, UNJUDGED)
NONE, LEFT_OUT = "none", "left_out"


def judged(report: Mapping[str, Any], scores: Iterable[Score]) -> dict[str, Any]:
    """A report's verdict by these scores; those that it does not hold are passed over.

    Returns:
        {"word": "good", "fair", "bad", or "none" where no score could be judged; "reasons": sentences, worst first}.
    """
    found = [(word, score.sentence(report)) for score in scores if (word := score.word(report))]
    found += [(UNJUDGED, sentence) for sentence in report.get(LEFT_OUT, ())]
    found = sorted(dict.fromkeys(found), key=lambda finding: WORST_FIRST.index(finding[0]))
    words = [word for word, _ in found if word != UNJUDGED]
    return {"word": words[0] if words else NONE, "reasons": [f"{word}: {sentence}" for word, sentence in found]}


def verdict(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report's verdict by those scores of all protocols that can be judged; see `judged`."""
    from tfgan_suite.training.protocols.everything import every_score

    return judged(report, [score for score in every_score() if score.word(report) != UNJUDGED])
