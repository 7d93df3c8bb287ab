"""Verdict: what the scores of a report come to, in one word and with its reasons.

Each rule looks at one kind of score beside its own anchor: real examples, chance, or the answer that needs no skill.
A report is as bad as its worst rule. "bad" is what a constant generator, a copied training batch and an untrained
network must get (the rules exist because each of them passes some score); "good" means that no rule objects, not that
nothing could be better.
"""

GOOD, FAIR, BAD = "good", "fair", "bad"
WORDS = (GOOD, FAIR, BAD)


def verdict(report: dict) -> dict:
    """A report's verdict.

    Args:
        report: of `evaluate_images` or of a protocol of `training`; rules without their scores in it are passed over.

    Returns:
        {"word": "good", "fair", "bad", or "none" where no rule knows the scores; "reasons": sentences, worst first}.
    """
    found = [finding for rule in RULES for finding in rule(report)]
    found.sort(key=lambda finding: -WORDS.index(finding[0]))
    reasons = [f"{word}: {sentence}" for word, sentence in found]
    return {"word": found[0][0] if found else "none", "reasons": reasons}


def _distance(report):
    if "fid_share" in report:
        share = report["fid_share"]
        text = f"the distance to real data is {share:.3g} of their variance (real data 0, the average sample alone 1)"
        yield _graded(share, 0.05, 0.4), text


def _structure(report):
    swd = report if report.get("protocol") == "SWD" else report.get("swd")
    if swd:
        times = swd["mean"] / swd["real_real_floor"]["mean"]
        yield _graded(times, 3, 6), f"local structure is {times:.3g} times as far from real images as these among them"


def _copies(report):
    if "distinct" in report:
        share = report["distinct"] / report.get("distinct_real", 1.0)
        yield _graded(1 - share, 0.1, 0.5), f"{100 * report['distinct']:.3g}% of the samples are distinct"


def _coverage(report):
    if "coverage" in report and isinstance(report["coverage"], dict):
        share = report["coverage"]["coverage"]
        yield _graded(1 - share, 0.5, 0.95), f"{share:.0%} of the real examples have a sample like them (real data 97%)"


def _memory(report):
    if "memory" in report:
        closer, ratio = report["memory"]["closer"], report["memory"]["ratio"]
        word = BAD if ratio < 0.2 else FAIR if closer > 0.8 else GOOD
        text = f"{closer:.0%} of the comparisons find a sample nearer to training data than held-out data are"
        yield word, f"{text} (chance 50%, copies 100%), at {ratio:.3g} times the distance"


def _classes(report):
    if "classes_present_real" in report:
        share = report["classes_present"] / max(1, report["classes_present_real"])
        text = f"samples are in {report['classes_present']} classes, real examples in {report['classes_present_real']}"
        yield _graded(1 - share, 0.1, 0.5), text


def _labels(report):
    chances = {"label_accuracy": 1 / report.get("classes", 10), "accuracy": report.get("accuracy_before")}
    for name, chance in chances.items():
        real = report.get(f"{name}_real")
        if real is not None and chance is not None:
            share = (report[name] - chance) / max(real - chance, 1e-9)
            text = f"{report[name]:.0%} of the samples are classified as what they should show (real ones {real:.0%})"
            yield _graded(1 - share, 0.3, 0.7), text


def _captions(report):
    if report.get("protocol") == "caption matching":
        chance, real = report["by_chance"]["all"], report["real"]["all"]
        share = (report["all"] - chance) / max(real - chance, 1e-9)
        text = f"{report['all']:.0%} of the images show what their caption says (real {real:.0%}, chance {chance:.0%})"
        yield _graded(1 - share, 0.6, 0.9), text


def _pairs(report):
    for name in ("l1", "cycle_l1"):
        if f"{name}_of_mean_image" in report:
            share = report[name] / report[f"{name}_of_mean_image"]
            yield _graded(share, 0.7, 0.9), f"{name} is {share:.3g} times what the mean image has"


def _coupled(report):
    if "correlation_of_strangers" in report:
        gap = report["correlation"] - report["correlation_of_strangers"]
        yield _graded(1 - gap, 0.8, 0.95), f"images of one latent agree {gap:.3g} better than those of two (exactly: 1)"


def _masks(report):
    if report.get("dice_of_everything", 1) < 1:
        share = (report["dice"] - report["dice_of_everything"]) / (1 - report["dice_of_everything"])
        text = f"Dice {report['dice']:.3g}, where a mask of everything has {report['dice_of_everything']:.3g}"
        yield _graded(1 - share, 0.3, 0.7), text


def _styles(report):
    if "colour_error_swapped" in report:
        share = report["colour_error"] / report["colour_error_swapped"]
        yield _graded(share, 0.5, 0.9), f"colours miss the style by {share:.3g} of what those of another style do"


def _motion(report):
    for name in ("content_agreement", "motion_correlation"):
        if f"{name}_by_chance" in report:
            chance = report[f"{name}_by_chance"]
            gap = (report[name] - chance) / max(1 - chance, 1e-9)
            text = f"{name.replace('_', ' ')} {report[name]:.3g}, {chance:.3g} by chance"
            yield _graded(1 - gap, 0.5, 0.9), text


def _graded(badness, fair, bad):
    return GOOD if badness < fair else FAIR if badness < bad else BAD


RULES = (
    _distance,
    _structure,
    _copies,
    _coverage,
    _memory,
    _classes,
    _labels,
    _captions,
    _pairs,
    _coupled,
    _masks,
    _styles,
    _motion,
)
