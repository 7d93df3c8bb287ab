"""A user's own system: a recipe in a module of theirs, named module:function."""

import importlib
import sys
from pathlib import Path

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.system import System

WANTED = "a recipe is a function with options that returns a plan, see docs/training.md"


def of_a_user(name: str) -> System:
    """The system of the recipe `function` in the module `module`, which is looked for in the working directory too.

    Args:
        name: "module:function"; a module of a package has dots.

    Raises:
        SuiteError: no such module or function, or a module that cannot be imported.
    """
    module, _, function = name.partition(":")
    if not function.isidentifier() or not all(part.isidentifier() for part in module.split(".")):
        raise SuiteError(f"{name!r} is not like module:function; {WANTED}")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        lacking = error.name != module and not module.startswith(f"{error.name}.")
        why = f"needs {error.name}, which is not installed" if lacking else "is neither installed nor in this directory"
        raise SuiteError(f"{name}: module {module} {why}; {WANTED}") from None
    except Exception as error:
        raise SuiteError(f"{name}: module {module} raises {type(error).__name__}: {error}; mend it") from error
    recipe = getattr(found, function, None)
    if not callable(recipe):
        raise SuiteError(f"{name}: module {module} has no function {function}; {WANTED}")
    line = next(iter((recipe.__doc__ or "").strip().splitlines()), "a system of your own")
    return System(name, name, "your own", "", line, module=module, of=function)
