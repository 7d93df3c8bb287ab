"""Optional packages: libraries that only some data sets need."""

import importlib
from types import ModuleType

from tfgan_suite.errors import SuiteError


def needed(module: str, extra: str, name: str) -> ModuleType:
    """The module of a library that the suite does not install by itself.

    Args:
        module: its name.
        extra: the extra of the suite that installs it.
        name: the data set that needs it.

    Raises:
        SuiteError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SuiteError(f"{name} needs {module}; run: pip install 'tfgan_suite[{extra}]'") from error
