"""A live server of the KServe v2 protocol, with TensorFlow's C++ loader inside, under load from several clients."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import requests

from tests.export.saved import tensors
from tests.ports import free_ports

pytest.importorskip("mlserver")
ROOT = Path(__file__).parents[2]
CLIENTS, REQUESTS = 8, 40


@pytest.fixture(scope="module")
def server(exported, tmp_path_factory):
    """The address of the model, batching whatever arrives within 5 ms."""
    version, room = exported[1] / "savedmodel" / "model" / "1", tmp_path_factory.mktemp("server")
    model = {
        "name": "model",
        "implementation": "tests.serving.runtime.Native",
        "max_batch_size": 16,
        "max_batch_time": 0.005,
        "parameters": {"uri": str(version), "extra": tensors(version)},
    }
    http, grpc, metrics = free_ports(3)
    settings = {"host": "127.0.0.1", "http_port": http, "grpc_port": grpc, "metrics_port": metrics}
    (room / "settings.json").write_text(json.dumps({**settings, "parallel_workers": 0}))
    (room / "model-settings.json").write_text(json.dumps(model))
    log = (room / "log").open("w")
    program = "import sys; from mlserver.cli import main; sys.argv = ['mlserver', 'start', '.']; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen([sys.executable, "-c", program], cwd=room, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{http}/v2/models/model"
    for _ in range(300):
        assert running.poll() is None, (room / "log").read_text()
        try:
            if requests.get(f"{address}/ready", timeout=5).ok:
                break
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    yield address
    running.terminate()
    running.wait(30)


def asked(inputs):
    datatypes = {"float32": "FP32", "int32": "INT32"}
    return {
        "inputs": [
            {"name": n, "shape": v.shape, "datatype": datatypes[v.dtype.name], "data": v.ravel().tolist()}
            for n, v in inputs.items()
        ]
    }


def answered(session, address, inputs):
    start = time.perf_counter()
    reply = session.post(f"{address}/infer", json=asked(inputs), timeout=60)
    reply.raise_for_status()
    (output,) = reply.json()["outputs"]
    return np.array(output["data"], "float32").reshape(output["shape"]), time.perf_counter() - start


@pytest.mark.parametrize("exported", ["embedded_labels"], indirect=True)
def test_every_answer_under_load_is_that_of_keras(server, exported, answer):
    network = exported[0]
    rng = np.random.default_rng(3)

    def client(seed):
        differences, times = [], []
        with requests.Session() as session:
            for inputs, expected in work[seed]:
                got, took = answered(session, server, inputs)
                differences.append(np.abs(got - expected).max())
                times.append(took)
        return differences, times

    def task():
        n = rng.integers(1, 5)
        inputs = {"z": rng.normal(size=(n, 16)).astype("float32"), "label": rng.integers(0, 10, n, "int32")}
        return inputs, answer(network, inputs)

    work = [[task() for _ in range(REQUESTS)] for _ in range(CLIENTS)]
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        results = list(clients.map(client, range(CLIENTS)))
    seconds = time.perf_counter() - start
    differences, times = (np.concatenate([r[i] for r in results]) for i in (0, 1))
    print(
        f"{len(times)} requests from {CLIENTS} clients in {seconds:.1f} s, none failed; "
        f"median {1e3 * np.median(times):.0f} ms, 95 % under {1e3 * np.quantile(times, 0.95):.0f} ms; "
        f"max |Δ| {differences.max():.1e}"
    )
    assert len(times) == CLIENTS * REQUESTS and differences.max() <= 1e-5


@pytest.mark.parametrize("exported", ["embedded_labels"], indirect=True)
def test_what_does_not_fit_is_refused_and_the_server_lives_on(server, exported, answer):
    wrong = {"z": np.zeros((2, 7), "float32"), "label": np.zeros(2, "int32")}
    assert not requests.post(f"{server}/infer", json=asked(wrong), timeout=60).ok
    right = {"z": np.zeros((2, 16), "float32"), "label": np.zeros(2, "int32")}
    with requests.Session() as session:
        got, _ = answered(session, server, right)
    np.testing.assert_allclose(got, answer(exported[0], right), atol=1e-5)
