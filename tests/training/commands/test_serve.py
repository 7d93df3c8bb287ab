"""`tfgan serve`, as a person would use it."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.variants.cases import CASES, build
from tfgan_suite.training.commands.serve import server_of
from tfgan_suite.training.running.run import Run

SERVE = [sys.executable, "-c", "from tfgan_suite.training.commands.main import main; main()", "serve", "--no-browser"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run that has a checkpoint and no exports."""
    run = Run.prepare(tmp_path_factory.mktemp("runs") / "run", "dcgan", {})
    run.begin()
    game = build(CASES["dcgan"])
    game.compile()
    run.checkpoints.mkdir()
    game.save(run.checkpoints / "step-00000001.keras")
    return run


@pytest.fixture
def serving():
    """Starts the command and returns it with the address it prints."""
    processes = []

    def start(*arguments):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen([*SERVE, *map(str, arguments)], **pipes, preexec_fn=_hear_ctrl_c)
        processes.append(process)
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                return process, found[0]
        raise AssertionError(process.stderr.read())

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def _hear_ctrl_c():
    """A shell lets the commands that it starts in the background ignore it, and their children with them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.long
def test_it_exports_serves_and_ends_quietly(run, serving):
    process, address = serving(run.path, "--port", 0)
    with urllib.request.urlopen(address + "models.json") as answer:
        about = json.load(answer)
    assert [model["name"] for model in about["models"]] == ["generator"]
    assert about["about"]["title"] == "DCGAN"
    with urllib.request.urlopen(address + "litert/core/wasm/litert_wasm_internal.wasm") as answer:
        assert answer.headers["Content-Type"] == "application/wasm"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")


def test_mistakes_are_one_line(tfgan, run, tmp_path):
    (tmp_path / "models.json").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, err = tfgan("serve", tmp_path, "--port", port, "--no-browser")
    assert (status, len(err)) == (2, 1) and f"port {port} is in use" in err[0]
    status, _, err = tfgan("serve", tmp_path, "--port", 99999, "--no-browser")
    assert (status, len(err)) == (2, 1) and "give a whole number from 0 to 65535" in err[0]
    (tmp_path / "models.json").unlink()
    status, _, err = tfgan("serve", tmp_path, "--no-browser")
    assert (status, len(err)) == (2, 1) and "holds no run" in err[0]


def test_nobody_else_is_served(tmp_path):
    with server_of(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
