"""TensorFlow Serving: configuration beside SavedModels, and clients of each model."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.formats.saved_model import DESCRIPTION, REQUEST, latest_version

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
SUFFIX = ".jinja"
SERVER = ("models.config", "batching.config", "compose.yaml", "README.md")
CLIENT = ("rest.sh", "grpc_client.py")


def write_serving(directory: os.PathLike | str) -> Path:
    """Writes `<directory>/serving/` for all models that are exported in `<directory>/savedmodel/`.

    It holds `models.config` and `batching.config` of TensorFlow Serving, `compose.yaml` that starts its image with
    both, and for each model a folder with a request, a REST client for curl and a gRPC client for
    tensorflow-serving-api, all with the names, types and shapes of the latest version.

    Raises:
        SuiteError: it cannot be written; what stood there stays.
    """
    directory = Path(directory)
    models = descriptions(directory)
    place = directory / "serving"
    try:
        with atomic_write(place) as draft:
            for template in SERVER:
                render(template, draft, models=models)
            for model in models:
                folder = draft / model["name"]
                request = (model["version"] / "assets.extra" / REQUEST).read_bytes()
                for template in CLIENT:
                    render(template, folder, model=model, key=json.loads(request)["signature_name"])
                (folder / REQUEST).write_bytes(request)
                (folder / "rest.sh").chmod(0o755)
    except OSError as error:
        raise SuiteError(f"cannot write {place}: {error.strerror or error}; the exports are in place") from error
    return place


def descriptions(directory: os.PathLike | str) -> list[dict]:
    """Of the latest version of each exported SavedModel: name, directory, signatures."""
    versions = [latest_version(base) for base in sorted(Path(directory, "savedmodel").glob("*"))]
    files = {version: version / "assets.extra" / DESCRIPTION for version in versions if version}
    return [
        {"version": version, **json.loads(file.read_text(encoding="utf-8")), "name": version.parent.name}
        for version, file in files.items()
        if file.exists()
    ]


def shape(spec: Mapping[str, Any]) -> str:
    """[None, 28, 28, 1] -> "batch × 28 × 28 × 1"; sizes that are left open are "any"."""
    return " × ".join(["batch", *("any" if size is None else str(size) for size in spec["shape"][1:])])


def listed(sides: Mapping[str, Any]) -> list[str]:
    """A line for each input, and for each output with an arrow before it."""
    return [
        f"{arrow}{name}: {spec['dtype']} {shape(spec)}, {spec['meaning']}"
        for side, arrow in (("inputs", ""), ("outputs", "-> "))
        for name, spec in sides[side].items()
    ]


TEMPLATES.filters |= {"shape": shape, "listed": listed}


def render(template: str, folder: Path, **facts: Any) -> None:
    """Writes `<folder>/<template>` from the template of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    text = TEMPLATES.get_template(template + SUFFIX).render(**facts)
    (folder / template).write_text(text, encoding="utf-8")
