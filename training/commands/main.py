"""Command line: `tfgan`. Every subcommand does what a notebook does with the library."""

import argparse
import importlib
import importlib.metadata
import platform
import signal
import sys
from typing import NoReturn

import tfgan_suite
from tfgan_suite.errors import Interrupted, SuiteError, WorkerLost
from tfgan_suite.quiet import start_tensorflow
from tfgan_suite.training.commands.console import complain, leave_the_pipe, prepare

COMMANDS = {
    "list": "show every system, with its paper",
    "train": "train a system, or go on with an interrupted training",
    "sample": "draw samples from a run",
    "apply": "translate, segment, encode or classify pictures with a run",
    "compare": "train several systems on the same data under the same budget",
    "evaluate": "score a run against held-out data",
    "export": "write a run's networks for serving, for devices and for browsers",
    "serve": "open a run's web page on this machine",
    "fetch": "get a data set, or weights that scores need, into the cache",
}
WITHOUT_TENSORFLOW = {"list", "serve"}
ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
KILLED = 128
TO_BE_RESTARTED = KILLED + signal.SIGUSR1  # what managers of jobs take for a failure that is worth another try


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SuiteError(f"{message} (`tfgan --help` shows the commands)")


def main(argv: list[str] | None = None) -> None:
    """Runs one command; a user's mistake is one line on standard error and exit status 2."""
    argv = sys.argv[1:] if argv is None else argv
    prepare()
    for signum in ENDING:
        if signal.getsignal(signum) != signal.SIG_IGN:  # as nohup has it
            signal.signal(signum, _leave)
    parser = Parser("tfgan", description="Generative adversarial networks for Keras.")
    parser.add_argument("--version", action="version", version=_versions(), help="show what is installed")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        commands.add_parser(name, help=purpose, add_help=False)
    try:
        command = parser.parse_args(argv[:1]).command
        if command not in WITHOUT_TENSORFLOW:
            start_tensorflow()
        importlib.import_module(f"tfgan_suite.training.commands.{command}").main(argv[1:])
    except SuiteError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        leave_the_pipe()
        sys.exit(KILLED + signal.SIGPIPE)
    except OSError as error:
        complain(_of_the_system(error))
        sys.exit(2)
    except MemoryError:
        complain("There is not enough memory: give a smaller --batch-size or --image-size, or fewer data.")
        sys.exit(2)
    except Interrupted as ending:
        if ending.signum == signal.SIGPIPE:
            leave_the_pipe()
        complain(str(ending))
        sys.exit(KILLED + ending.signum)
    except WorkerLost as loss:
        complain(str(loss))
        sys.exit(TO_BE_RESTARTED)
    except KeyboardInterrupt:
        sys.exit(KILLED + signal.SIGINT)


def _leave(signum, _):
    """Ends the process as an exception does, so that what is half-written is taken away."""
    sys.exit(KILLED + signum)


def _versions():
    parts = {name: importlib.metadata.version(name.lower()) for name in ("TensorFlow", "Keras")}
    parts["Python"] = platform.python_version()
    return ", ".join([f"tfgan {tfgan_suite.__version__}", *(f"{name} {version}" for name, version in parts.items())])


def _of_the_system(error):
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}; nothing half-written was left."
