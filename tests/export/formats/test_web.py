import errno
import json

import keras
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.data.sources import npm
from tfgan_suite.errors import SuiteError
from tfgan_suite.export import Signature, export_network
from tfgan_suite.export.directions import directions
from tfgan_suite.export.formats import web
from tfgan_suite.export.formats.web import RUNTIME_VERSION


def models(page):
    return json.loads((page / "models.json").read_text())["models"]


@pytest.fixture
def exported(conditional, tmp_path):
    export_network(conditional, tmp_path, ["web"], "painter", about={"title": "CGAN"})
    return tmp_path


def test_the_folder_holds_all_that_the_page_needs(exported):
    page = exported / "web"
    assert [path.name for path in exported.iterdir()] == ["web"]
    for file in ("index.html", "app/main.js", "litert/core/wasm/litert_wasm_internal.wasm", "models/painter.tflite"):
        assert (page / file).stat().st_size > 100
    about = json.loads((page / "models.json").read_text())["about"]
    assert about == {"title": "CGAN"}
    for package in ("core", "wasm-utils"):
        facts = json.loads((page / "litert" / package / "package.json").read_text())
        assert (facts["version"], facts["license"]) == (RUNTIME_VERSION, "Apache-2.0")
    assert "Google LLC" in (page / "NOTICE.txt").read_text()
    assert "Apache License" in (page / "LICENSE-2.0.txt").read_text()


def test_the_description_tells_the_page_what_to_offer(exported):
    (model,) = models(exported / "web")
    z, label = model["inputs"]
    assert (z["role"], z["prior"], z["shape"]) == ("latent", "normal", [1, 16])
    assert (label["role"], label["dtype"], label["names"]) == ("choice", "int32", [str(n) for n in range(10)])
    assert (model["outputs"][0]["role"], model["outputs"][0]["span"]) == ("picture", [-1, 1])
    runner = Interpreter(str(exported / "web" / model["file"])).get_signature_runner("serving_default")
    assert runner.get_input_details()["z"]["shape"].tolist() == z["shape"], "browsers cannot resize"


@pytest.mark.long
def test_networks_join_one_page_and_replace_themselves(exported, generator, conditional):
    (check,) = export_network(generator, exported, ["web"], "sketcher")
    assert check.path == exported / "web" / "models" / "sketcher.tflite" and check.bytes == check.path.stat().st_size
    before = (exported / "web" / "models" / "painter.tflite").read_bytes()
    conditional.set_weights([2 * weight for weight in conditional.get_weights()])
    export_network(conditional, exported, ["web"], "painter")
    assert [model["name"] for model in models(exported / "web")] == ["painter", "sketcher"]
    assert (exported / "web" / "models" / "painter.tflite").read_bytes() != before


def test_what_fails_leaves_the_page_as_it_was(exported, conditional, contents, monkeypatch):
    before = contents(exported)
    z = keras.Input((16,), name="z")
    constant = keras.Model(z, keras.layers.Dense(4, kernel_initializer="zeros")(z))
    with pytest.raises(SuiteError, match="whatever its inputs"):
        export_network(constant, exported, ["web"], "constant")
    assert contents(exported) == before
    monkeypatch.setattr(web, "convert", full)
    with pytest.raises(SuiteError, match="No space left on device; nothing was kept"):
        export_network(conditional, exported, ["web"], "painter")
    assert contents(exported) == before


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def offline(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "empty"))
    monkeypatch.setattr(npm, "_npm", lambda *_: "getaddrinfo ENOTFOUND")


def test_a_runtime_that_cannot_be_fetched_is_one_line(generator, offline, tmp_path):
    with pytest.raises(SuiteError, match=r"@litertjs/core@\S+ cannot be fetched .*; go online once"):
        export_network(generator, tmp_path / "export", ["savedmodel", "web"])
    assert not (tmp_path / "export").exists()


def test_directions_are_those_that_change_most():
    """Of a linear map they are its right singular vectors."""
    rng = np.random.default_rng(0)
    turn, _ = np.linalg.qr(rng.standard_normal((5, 5)))
    z = keras.Input((5,), name="z")
    layer = keras.layers.Dense(5, use_bias=False, name="image")
    network = keras.Model(z, layer(z))
    layer.set_weights([turn @ np.diag([9.0, 5.0, 1.0, 0.1, 0.01])])
    found = directions(Signature(network), "z", 2)
    np.testing.assert_allclose(np.abs(found @ turn[:, :2]), np.eye(2), atol=0.1)
    np.testing.assert_allclose(found @ found.T, np.eye(2), atol=1e-4)
