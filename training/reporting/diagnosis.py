"""Diagnosis: what went wrong in a training, or did not, in words."""

import math
from typing import Any

from tfgan_suite.callbacks.collapse_watch import THRESHOLD
from tfgan_suite.training.protocols.image_scores import COPIES, NEARER
from tfgan_suite.training.scoring.score import BAD, FAIR

EXPLODED = 1000.0


def diagnosis(history: Any, monitored: Any, scores: Any, ending: str = "") -> list[str]:
    """Divergence, collapse, decline and memorisation, as far as they were measured.

    Args:
        history: name -> value of each epoch.
        monitored: name, whether lower is better and (epoch, value) of the evaluations meanwhile, or None.
        scores: the last report.
        ending: what stopped the training, if it was not the plan.

    Returns:
        [(fine, sentence)]: True where nothing is wrong, False where something is, None where it was not measured.
    """
    return [_divergence(history, ending), _collapse(history), *_decline(monitored), _memory(scores)]


def _divergence(history, ending):
    if ending:
        return False, f"Divergence: {ending}"
    losses = {name: history[name] for name in history if name.endswith("_loss") and not name.startswith("val_")}
    if not losses:
        return None, "Divergence: no epoch was finished, so there is nothing to tell."
    for name, values in losses.items():
        usual = max(1.0, abs(values[0]))
        for epoch, value in enumerate(values, 1):
            if not math.isfinite(value) or abs(value) > EXPLODED * usual:
                told = f"{name.replace('_', ' ')} went from {values[0]:.3g} to {value:.3g} by epoch {epoch}"
                return False, f"Divergence: the {told}; lower that player's learning rate or regularise more."
    return True, f"No divergence: all losses are finite, and none grew {EXPLODED:,.0f} times."


def _collapse(history):
    seen = history.get("diversity")
    if not seen:
        return None, "Collapse was not watched: samples of this system are not compared with single real examples."
    low = [epoch for epoch, ratio in enumerate(seen, 1) if ratio < THRESHOLD]
    now = f"after the last epoch samples differ from one another {seen[-1]:.2f} times as much as real examples do"
    if seen[-1] < THRESHOLD:
        return False, f"Mode collapse: {now} (below {THRESHOLD} since or again after epoch {_last_run(low)})."
    if low:
        return True, f"Collapsed and recovered: {now}, but less than {THRESHOLD} after {_listed(low)}."
    return True, f"No collapse: {now}, and never less than {min(seen):.2f}."


def _decline(monitored):
    if not monitored or len(monitored[2]) < 2:
        return
    name, lower, values = monitored
    epoch, best = (min if lower else max)(values, key=lambda row: row[1])
    last = values[-1][1]
    told = f"{name} was best after epoch {epoch} ({best:.4g}) and is {last:.4g} at the last evaluation"
    worse = last > 2 * best if lower else last < best / 2
    yield (False, f"Quality was lost: {told}.") if worse else (True, f"No decline: {told}.")


def _memory(scores):
    memory = scores.get("memory")
    if not memory:
        return None, "Memorisation was not measured: it takes an evaluation with features of samples and training data."
    told = (
        f"{memory['closer']:.0%} of the comparisons find a sample nearer to its nearest training example than a "
        f"held-out example is to its own (50% for real data, 100% for copies); the median distance is "
        f"{memory['ratio']:.2f} times that of held-out examples"
    )
    if COPIES.word(scores) == BAD:
        return False, f"Memorisation: samples are copies of training examples. {told}."
    if NEARER.word(scores) == FAIR:
        return False, f"Perhaps memorisation, or samples more typical than real examples are: {told}."
    return True, f"No memorisation: {told}."


def _last_run(epochs):
    """The first of the consecutive epochs that end the list."""
    first = epochs[-1]
    while first - 1 in epochs:
        first -= 1
    return first


def _listed(epochs):
    if len(epochs) == 1:
        return f"epoch {epochs[0]}"
    return f"{len(epochs)} epochs, the last of them epoch {epochs[-1]}"
