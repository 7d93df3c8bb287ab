"""The snippets beside LiteRT files: that in Python is run, those in Kotlin and Swift are read by their grammars."""

import runpy

import keras
import numpy as np
import pytest
import tree_sitter
import tree_sitter_kotlin
import tree_sitter_swift

from tests.export.conftest import NETWORKS, trained
from tfgan_suite.export import export_network
from tfgan_suite.export.checks.interpreter import load

FORMATS = ["litert", "litert-int8", "litert-int8-io"]
GRAMMARS = {"MakeImage.kt": tree_sitter_kotlin, "MakeImage.swift": tree_sitter_swift}


@pytest.fixture(scope="module")
def clients(tmp_path_factory):
    """The folder of snippets of a network with latents and labels."""
    place = tmp_path_factory.mktemp("exports")
    export_network(trained(*NETWORKS["embedded_labels"]()), place, FORMATS)
    return place / "litert" / "clients"


def faults(code, grammar):
    """What a language's grammar cannot read of a text."""
    tree = tree_sitter.Parser(tree_sitter.Language(grammar.language())).parse(code.encode())
    found, nodes = [], [tree.root_node]
    while nodes:
        node = nodes.pop()
        nodes += node.children
        if node.is_error or node.is_missing:
            found.append(node.text.decode())
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_the_python_snippet_answers_as_the_file(clients, name):
    stem = name.replace("litert", "generator")
    answers = runpy.run_path(str(clients / stem / "make_image.py"))["answer"](seed=3)
    rng = np.random.default_rng(3)
    inputs = {"z": rng.standard_normal((1, 16)).astype("float32"), "label": np.zeros(1, "int32")}
    due = load(clients.parent / f"{stem}.tflite")(inputs)["image"]
    np.testing.assert_allclose(answers["image"], due, atol=0.02 if "int8" in name else 1e-6)
    assert answers["image"].dtype == np.float32 and answers["image"].shape == (1, 28, 28, 1)


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_others_are_of_their_language_and_name_this_file(clients, name, language):
    stem = name.replace("litert", "generator")
    code = (clients / stem / language).read_text()
    assert faults(code, GRAMMARS[language]) == []
    assert f'"{stem}.tflite"' in code and '"serving_default"' in code
    assert all(f'"{tensor}"' in code for tensor in ("z", "label", "image"))
    assert faults(code.replace('"serving_default")', '"serving_default"', 1), GRAMMARS[language]), "a control"


def test_translators_of_any_size_have_snippets_that_run(tmp_path):
    export_network(trained(*NETWORKS["translator"]()), tmp_path, ["litert"])
    answers = runpy.run_path(str(tmp_path / "litert" / "clients" / "generator" / "make_image.py"))["answer"]()
    assert answers["image"].shape == (1, 64, 64, 3)


def test_files_of_earlier_versions_are_left_out(tmp_path):
    (tmp_path / "litert").mkdir()
    (tmp_path / "litert" / "old.tflite").write_bytes(bytes(100))
    z = keras.Input((16,), name="z")
    export_network(trained(z, keras.layers.Dense(4)(z)), tmp_path, ["litert"], output_names=("point",))
    assert [folder.name for folder in (tmp_path / "litert" / "clients").iterdir()] == ["generator"]
