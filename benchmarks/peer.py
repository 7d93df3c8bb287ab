"""A program of the peers' environment that is asked line by line and answers each line with one of JSON."""

import json
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).parents[1] / ".peers"
SCRIPTS = Path(__file__).parent / "peers"


class Peer:
    """A process that runs one script of benchmarks/peers until it is closed.

    Args:
        script: its name.
        *arguments: what it is given.
    """

    def __init__(self, script, *arguments):
        python = ENVIRONMENT / "bin" / "python"
        if not python.exists():
            sys.exit("the peers have no environment yet: make .peers/ready")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        path = SCRIPTS / script
        self._process = subprocess.Popen([python, path, *map(str, arguments)], text=True, **pipes)
        if self._process.stdout.readline().strip() != "ready":
            sys.exit(f"{python} does not run {path}; try it by hand")

    def ask(self, question):
        """The answer to one line."""
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait()
