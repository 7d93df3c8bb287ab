"""Two processes that find each other through TF_CONFIG end where one process ends."""

import json
import os
import socket
import subprocess
import sys

import numpy as np
import pytest


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def start(out, system, task=None):
    environment = {**os.environ, **({"TF_CONFIG": json.dumps(task)} if task else {})}
    return subprocess.Popen([sys.executable, "-m", "tests.training.worker", out, system], env=environment)


@pytest.mark.parametrize("system", ["dcgan", "wgan_gp", "cgan"])
def test_two_workers_equal_one_process(system, tmp_path):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in free_ports(2)]}
    outs = [tmp_path / f"{name}.npz" for name in ("alone", "chief", "other")]
    tasks = [None, *({"cluster": cluster, "task": {"type": "worker", "index": i}} for i in range(2))]
    processes = [start(out, system, task) for out, task in zip(outs, tasks, strict=True)]
    assert [process.wait(timeout=300) for process in processes] == [0, 0, 0]
    alone, chief, other = (np.load(out) for out in outs)
    assert alone.files == chief.files == other.files
    for name in alone.files:
        np.testing.assert_array_equal(chief[name], other[name], err_msg=name)
        np.testing.assert_allclose(alone[name], chief[name], rtol=0, atol=1e-6, err_msg=name)
