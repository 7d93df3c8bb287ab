"""The one exception that a user is meant to read."""


class SuiteError(Exception):
    """What is wrong and what to do about it, in one line. The command line prints it and exits with 2."""
