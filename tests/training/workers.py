"""Two processes that find each other through TF_CONFIG, beside one that is alone."""

import json
import os
import subprocess
import sys

import numpy as np

from tests.ports import free_ports

PLACES = ("alone", "chief", "other")


def members(count):
    """TF_CONFIG of each worker of a new cluster on this machine."""
    cluster = {"worker": [f"127.0.0.1:{port}" for port in free_ports(count)]}
    return [json.dumps({"cluster": cluster, "task": {"type": "worker", "index": i}}) for i in range(count)]


def start(out, cases, config):
    environment = {**os.environ, **({"TF_CONFIG": config} if config else {})}
    return subprocess.Popen([sys.executable, "-m", "tests.training.worker", out, *cases], env=environment)


def train_apart(cases, directory, timeout):
    """All cases, one after another, by one process and by two that share each batch; see `differences`."""
    processes = []
    for place, config in zip(PLACES, [None, *members(2)], strict=True):
        (directory / place).mkdir()
        processes.append(start(directory / place, cases, config))
    try:
        assert [process.wait(timeout=timeout) for process in processes] == [0, 0, 0]
    finally:
        for process in processes:
            process.kill()


def differences(case, directory):
    """The largest differences of variables (between the two workers, between them and the one alone), and of logs."""
    for place in PLACES:
        if (trouble := directory / place / f"{case}.txt").exists():
            raise AssertionError(f"{place}: {trouble.read_text()}")
    alone, chief, other = (np.load(directory / place / f"{case}.npz") for place in PLACES)
    assert alone.files == chief.files == other.files
    variables = [name for name in alone.files if name.startswith("arr_")]
    logs = set(alone.files) - set(variables)
    return _largest(variables, chief, other), _largest(variables, alone, chief), _largest(logs, alone, chief)


def _largest(names, ours, theirs):
    return max(float(np.abs(ours[name].astype("float64") - theirs[name]).max()) for name in names)
