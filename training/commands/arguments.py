"""Command lines from the signatures of functions."""

from tfgan_suite.training.systems.arguments import Parser


def run(function, prog, argv):
    """Calls `function` with what the command line says."""
    parser = Parser(prog, function.__doc__.splitlines()[0])
    parser.add_arguments_of(function)
    return function(**parser.parse_args(argv).as_dict())
