"""The command line of a claim, from the signature of what measures it."""

import sys
import time
from pathlib import Path

from benchmarks.claims import style
from benchmarks.claims.table import Table
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.arguments import Parser

KEPT = Path("docs/claims")


def options(*, out: Path = KEPT, redraw: bool = False):
    """Where figures go.

    Args:
        out: directory of the .png and the .csv.
        redraw: only draws the figure again, from the numbers in the .csv.
    """


def command(measure, draw, argv=None):
    """Runs a claim and writes `<out>/<module>.png` and `.csv`; a user's mistake is one line and exit status 2."""
    name = Path(sys.modules[measure.__module__].__file__).stem
    parser = Parser(f"python -m benchmarks.claims.{name}", measure.__doc__.splitlines()[0])
    own = parser.add_arguments_of(options)
    parser.add_arguments_of(measure)
    try:
        arguments = parser.parse_args(sys.argv[1:] if argv is None else argv).as_dict()
        out, redraw = (arguments.pop(name) for name in own)
        numbers, picture = out / f"{name}.csv", out / f"{name}.png"
        if redraw:
            table = read(numbers)
        else:
            table = measured(measure, arguments)
            table.write(numbers)
        style.write(style.styled(draw)(table), picture)
    except SuiteError as error:
        print(f"claims: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(2)
    print(f"claim: {picture} and {numbers}")


def measured(measure, arguments):
    """What `measure` found, and what it cost."""
    start = time.process_time()
    table = measure(**arguments)
    table.note("all", core_minutes=(time.process_time() - start) / 60)
    return table


def read(numbers):
    if not numbers.exists():
        raise SuiteError(f"{numbers} is not there: run once without --redraw.")
    return Table.read(numbers)
