"""`tfgan compare`: several systems under one budget."""

from pathlib import Path

from tfgan_suite.data import located
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.arguments import Parser
from tfgan_suite.training.cards.ranges import Count, Positive
from tfgan_suite.training.comparison.budget import Budget
from tfgan_suite.training.comparison.comparison import Comparison
from tfgan_suite.training.comparison.entrant import Entrant
from tfgan_suite.training.comparison.page import write_page
from tfgan_suite.training.protocols.asked_features import extractor_asked
from tfgan_suite.training.running.lock import locked
from tfgan_suite.training.systems.registry import SYSTEMS

ALL = "all"


def compare(
    data: str = "fashion_mnist",
    steps: Count | None = None,
    minutes: Positive | None = None,
    core_minutes: Positive | None = None,
    seeds: Count = 1,
    jobs: Count = 1,
    n: Count = 5000,
    image_size: Count | str | None = None,
    features: str | None = None,
    weights: Path | None = None,
    out: Path | None = None,
) -> None:
    """Trains systems on the same data under the same budget, and writes one page and one CSV about them.

    A system may be a variant, "lsgan --r1 10", or one of your own, module:function.

    Args:
        data: what all train on.
        steps: budget of each, in steps of its own algorithm.
        minutes: budget of each, in minutes of training steps.
        core_minutes: budget of each, in minutes that cores spend on training steps; for CPUs that others use as well.
        seeds: how many trainings of each system; two or more tell differences from noise.
        jobs: trainings at a time, each with its share of the cores.
        n: samples and held-out examples to score.
        image_size: side of the images, or HEIGHTxWIDTH: multiples of 4 from 8 to 256, or of 32 up to 1024; by default
            as they are.
        features: what reads images for the scores, as `tfgan evaluate` takes it.
        weights: those of FID's network, as `tfgan evaluate` takes them.
        out: where everything goes; comparisons/DATA by default. The same command goes on with an interrupted one.
    """


def main(argv: list[str]) -> None:
    names = _leading(argv)
    parser = Parser("tfgan compare NAME NAME...", (compare.__doc__ or "").splitlines()[0])
    parser.add_arguments_of(compare)
    options = parser.parse_args(argv[len(names) :])
    if len(names) < 2 and names != [ALL]:
        raise SuiteError("name two systems or more to compare, such as `tfgan compare dcgan wgan_gp`, or `all`.")
    names = _of_this_data(options.data) if names == [ALL] else [Entrant.of(name).label for name in names]
    if not names:
        raise SuiteError(f"no system trains on {options.data} by itself: name those to compare instead of `all`.")
    budget = Budget(options.steps, options.minutes, options.core_minutes)
    extractor_asked(options.features, options.weights)
    reading = {"features": options.features, "weights": options.weights and str(options.weights.absolute())}
    place = options.out or Path("comparisons") / Path(options.data).stem
    comparison = Comparison(place, located(options.data), budget, options.n, options.image_size, **reading)
    comparison.begin()
    with locked(comparison.path, "comparison"):
        comparison.run(names, range(options.seeds), options.jobs)
        page = write_page(comparison)
    if failed := comparison.failures(names, range(options.seeds)):
        raise SuiteError(
            f"none of {len(failed)} trainings came to its end, {failed[0]['system']}: {failed[0]['reason']}"
        )
    print(f"comparison: {page}")


def _leading(argv):
    """The words before the first option."""
    first = next((i for i, word in enumerate(argv) if word.startswith("-")), len(argv))
    return argv[:first]


def _of_this_data(data):
    """All systems that train on this data by themselves."""
    return [system.name for system in SYSTEMS if system.arguments().get("data") == data]
