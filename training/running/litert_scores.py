"""LiteRT scores: latency of a run's files, and the system's score before and after."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tfgan_suite.export.artifacts import FORMATS
from tfgan_suite.export.checks.interpreter import load
from tfgan_suite.export.checks.latency import BATCH, latencies
from tfgan_suite.export.checks.parity import Check
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.formats.litert import FOLDER
from tfgan_suite.export.signature import Signature
from tfgan_suite.training.protocols.images import NoFeatures
from tfgan_suite.training.scoring.calibration import typical
from tfgan_suite.training.scoring.products import Products
from tfgan_suite.training.scoring.score import LOWER

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run


def is_lossy(name: str) -> bool:
    """Whether files of the format of this name are other than the network by more than rounding."""
    return name in FORMATS and FORMATS[name].most_lost is not None


def score_litert(
    game: "Game", run: "Run", checks: Iterable[Check], plan: "Plan | None" = None, n: int = 0
) -> list[dict[str, Any]]:
    """Notes with the checks of a run how fast its LiteRT files are, and how good.

    Args:
        game: trained.
        run: whose exports these are.
        checks: of the files.
        plan: with the game, to score them by its protocol; None scores nothing.
        n: samples to score with; 0 scores nothing.

    Returns:
        The rows of all checks of the run, as they are noted.
    """
    before = _score(plan, n, Products(game)) if plan and n else None
    rows = {row["path"]: row for row in run.parity_rows()}
    for product, network in game.products().items():
        files = [check.path for check in checks if _holds(check.path, product)]
        inputs = _inputs(game, network, typical(plan, product, network) if plan else {}) if files else {}
        for file in files:
            rows[str(file)]["latency"] = latencies(file, inputs)
            if before:
                rows[str(file)]["score"] = _scored(plan, product, file, n, before)
    run.note_parity(rows.values())
    return list(rows.values())


def _holds(file, product):
    """Whether this is a LiteRT file of a product, such as `generator-int8.tflite` of the generator."""
    return file.parent.name == FOLDER and file.stem.partition("-")[0] == product


def _inputs(game, network, examples):
    names = {"output_names": tuple(network.output_names), "num_classes": getattr(game, "num_classes", None)}
    return next(probes(Signature(network, **names, examples=examples), (BATCH,)))


def _score(plan, n, products):
    """(score, value) of what a system is ranked by, or None where nothing ranks it or it has no features."""
    try:
        report = plan.protocol.measure(products, plan, min(n, len(plan.test)))
    except NoFeatures:
        return None
    score = plan.protocol.ranking(report)
    return score and (score, score.value(report))


def _scored(plan, product, file, n, before):
    """The score of the file beside that of Keras; None where the protocol does nothing with this product."""
    products = Products(plan.game, {product: load(file)})
    after = _score(plan, n, products)
    if not products.asked[product]:
        return None
    score, value = before
    lower = score.better == LOWER
    return {"name": score.name, "before": float(value), "after": float(after[1]), "lower_is_better": lower, "n": n}
