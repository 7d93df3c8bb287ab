"""docs/kubernetes/tfjob.yaml against the schema that the training operator's own client publishes."""

import copy
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tfgan_suite.training.commands.train import parsed

pytestmark = pytest.mark.cluster
FILE = Path(__file__).parents[2] / "docs" / "kubernetes" / "tfjob.yaml"


def understood(manifest):
    """The manifest as the client sends it on: what the schema does not know is lost, what it misses raises."""
    client = pytest.importorskip("kubernetes.client")
    models = pytest.importorskip("kubeflow.training.models")
    for name in (name for name in dir(models) if name.startswith("KubeflowOrg")):
        setattr(client.models, name, getattr(models, name))
    api = client.ApiClient()
    return api.sanitize_for_serialization(
        api.deserialize(SimpleNamespace(data=json.dumps(manifest)), "KubeflowOrgV1TFJob")
    )


@pytest.fixture
def manifest():
    return yaml.safe_load(FILE.read_text())


def test_the_schema_knows_all_of_it(manifest):
    assert understood(manifest) == manifest


def test_mistakes_are_seen(manifest):
    wrong = copy.deepcopy(manifest)
    wrong["spec"]["tfReplicaSpecs"]["Worker"]["replica"] = 3
    assert understood(wrong) != wrong
    del manifest["spec"]["runPolicy"]
    with pytest.raises(ValueError, match="run_policy"):
        understood(manifest)


def test_the_operator_finds_its_container_and_port(manifest):
    """It sets TF_CONFIG in the container called tensorflow, with the port called tfjob-port."""
    for replica in manifest["spec"]["tfReplicaSpecs"].values():
        (container,) = replica["template"]["spec"]["containers"]
        assert container["name"] == "tensorflow"
        assert [port["name"] for port in container["ports"]] == ["tfjob-port"]


def test_the_command_is_one(manifest):
    container = manifest["spec"]["tfReplicaSpecs"]["Chief"]["template"]["spec"]["containers"][0]
    tfgan, train, *words = [*container["command"], *container["args"]]
    assert (tfgan, train) == ("tfgan", "train")
    system, arguments, execution, _ = parsed(words)
    assert (system.name, execution.strategy) == ("dcgan", "multiworker")
    replicas = sum(replica["replicas"] for replica in manifest["spec"]["tfReplicaSpecs"].values())
    assert arguments["batch_size"] % replicas == 0
