"""What TensorFlow Serving is given: its own messages read it, and the clients are run against a stand-in that speaks
its protocols and answers with the SavedModel."""

import http.server
import json
import runpy
import shutil
import subprocess
import threading
from concurrent import futures

import grpc
import numpy as np
import pytest
import tensorflow as tf
import yaml
from google.protobuf import text_format
from tensorflow_serving.apis import (
    get_model_metadata_pb2,
    predict_pb2,
    prediction_service_pb2_grpc,
)
from tensorflow_serving.config import model_server_config_pb2

from tests.export.conftest import embedded_labels, trained, translator
from tests.export.saved import meta_graph, replayed, run_natively, warm_up
from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network, write_serving


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    place = tmp_path_factory.mktemp("export")
    export_network(trained(*embedded_labels()), place, ["savedmodel"], "painter")
    return place


def version(exported):
    return exported / "savedmodel" / "painter" / "1"


def replay(loaded, request):
    inputs = {name: tf.constant(tf.make_ndarray(tensor)) for name, tensor in request.inputs.items()}
    return loaded.signatures[request.model_spec.signature_name](**inputs)


def test_warm_up_requests_are_what_serving_reads_and_run(exported):
    logs = warm_up(version(exported))
    loaded = tf.saved_model.load(str(version(exported)))
    assert [log.WhichOneof("log_type") for log in logs] == ["predict_log"] * 4
    requests = [log.predict_log.request for log in logs]
    assert {r.model_spec.name for r in requests} == {"painter"}
    assert [r.model_spec.signature_name for r in requests] == ["serving_default", "uint8"] * 2
    assert [replay(loaded, r)["image"].shape for r in requests] == [(n, 28, 28, 1) for n in (1, 1, 4, 4)]
    again = predict_pb2.PredictRequest.FromString(requests[2].SerializeToString(deterministic=True))
    assert again == requests[2] and set(again.inputs) == {"z", "label"}


def test_warm_up_requests_run_in_the_cpp_loader(exported, tmp_path):
    request = warm_up(version(exported))[2].predict_log.request
    inputs = dict(replayed(version(exported)))["serving_default"]
    image = run_natively(version(exported), inputs, tmp_path)["image"]
    np.testing.assert_allclose(image, replay(tf.saved_model.load(str(version(exported))), request)["image"], atol=1e-6)


def test_model_metadata_names_signatures(exported):
    signatures = meta_graph(version(exported)).signature_def
    reply = get_model_metadata_pb2.GetModelMetadataResponse()
    reply.model_spec.name = "painter"
    field = get_model_metadata_pb2.SignatureDefMap(signature_def=signatures)
    reply.metadata["signature_def"].Pack(field)
    again = get_model_metadata_pb2.SignatureDefMap()
    get_model_metadata_pb2.GetModelMetadataResponse.FromString(reply.SerializeToString()).metadata[
        "signature_def"
    ].Unpack(again)
    assert {"serving_default", "uint8"} <= set(again.signature_def)
    assert set(again.signature_def["uint8"].inputs) == {"z", "label"}


def test_the_configuration_lists_every_model(exported, tmp_path):
    place = tmp_path / "export"
    for name in ("painter", "other"):
        shutil.copytree(version(exported), place / "savedmodel" / name / "1")
    serving = write_serving(place)
    config = text_format.Parse((serving / "models.config").read_text(), model_server_config_pb2.ModelServerConfig())
    assert [(m.name, m.base_path, m.model_platform) for m in config.model_config_list.config] == [
        ("other", "/models/other", "tensorflow"),
        ("painter", "/models/painter", "tensorflow"),
    ]
    service = yaml.safe_load((serving / "compose.yaml").read_text())["services"]["serving"]
    assert service["image"].startswith("tensorflow/serving:")
    mounts = dict(volume.split(":")[:2] for volume in service["volumes"])
    assert {(serving / source).resolve(): place for source, place in mounts.items()} == {
        place / "savedmodel": "/models",
        serving: "/serving",
    }
    flags = dict(flag[2:].split("=") for flag in service["command"])
    for flag in ("model_config_file", "batching_parameters_file"):
        assert (serving / flags[flag].removeprefix("/serving/")).is_file()
    assert "painter" in (serving / "README.md").read_text()


@pytest.fixture
def grpc_server(exported):
    """Answers `Predict` with the SavedModel; (address, requests seen)."""
    loaded, seen = tf.saved_model.load(str(version(exported))), []

    class Service(prediction_service_pb2_grpc.PredictionServiceServicer):
        def Predict(self, request, context):  # noqa: N802
            seen.append(request)
            reply = predict_pb2.PredictResponse()
            for name, value in replay(loaded, request).items():
                reply.outputs[name].CopyFrom(tf.make_tensor_proto(value))
            return reply

    server = grpc.server(futures.ThreadPoolExecutor(1))
    prediction_service_pb2_grpc.add_PredictionServiceServicer_to_server(Service(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"127.0.0.1:{port}", seen
    server.stop(None)


def test_the_grpc_client_is_answered(exported, grpc_server, monkeypatch, capsys):
    address, seen = grpc_server
    client = exported / "serving" / "painter" / "grpc_client.py"
    monkeypatch.setattr("sys.argv", [str(client), address])
    made = runpy.run_path(str(client), run_name="__main__")
    assert capsys.readouterr().out.startswith("image float32 (1, 28, 28, 1) from ")
    assert seen[0].model_spec.name == "painter"
    inputs = {"z": np.zeros((3, 16)), "label": [0, 1, 2]}
    assert made["predict"](address, inputs, "uint8")["image"].shape == (3, 28, 28, 1)


@pytest.fixture
def rest_server(exported):
    """Answers `:predict` in columns, as TensorFlow Serving's REST API does; (address, paths seen)."""
    loaded, seen = tf.saved_model.load(str(version(exported))), []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append(self.path)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            function = loaded.signatures[body["signature_name"]]
            specs = function.structured_input_signature[1]
            inputs = {name: tf.constant(value, specs[name].dtype) for name, value in body["inputs"].items()}
            reply = json.dumps({"outputs": function(**inputs)["image"].numpy().tolist()}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()


def test_the_curl_client_is_answered(exported, rest_server):
    address, seen = rest_server
    script = exported / "serving" / "painter" / "rest.sh"
    ran = subprocess.run([script, address], check=True, capture_output=True, text=True)
    assert np.shape(json.loads(ran.stdout)["outputs"]) == (1, 28, 28, 1)
    assert seen == ["/v1/models/painter:predict"]


def test_the_example_of_a_translator_is_in_bytes(tmp_path):
    export_network(trained(*translator()), tmp_path, ["savedmodel"], output_names=("translation",))
    request = json.loads((tmp_path / "serving" / "generator" / "request.json").read_text())
    assert request["signature_name"] == "uint8"
    image = np.array(request["inputs"]["image"])
    assert image.shape == (1, 64, 64, 3) and image.dtype.kind == "i" and image.max() == 255


def test_a_full_disk_keeps_what_stood_there(exported, contents, monkeypatch):
    before = contents(exported / "serving")
    write = type(exported).write_text

    def full(path, text, **options):
        if path.name == "grpc_client.py":
            raise OSError(28, "No space left on device")
        return write(path, text, **options)

    monkeypatch.setattr(type(exported), "write_text", full)
    with pytest.raises(SuiteError, match="No space left on device; the exports are in place"):
        write_serving(exported)
    assert contents(exported / "serving") == before
