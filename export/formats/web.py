"""Web page: a folder for any static server, which runs the networks in it in WebAssembly, offline."""

import dataclasses
import json
import shutil
from pathlib import Path

from tfgan_suite import cache
from tfgan_suite.atomic import standing
from tfgan_suite.data.sources import npm
from tfgan_suite.export.checks.interpreter import load
from tfgan_suite.export.checks.parity import LITERT_TOLERANCE
from tfgan_suite.export.checks.probes import OPEN_SIDE, count_classes
from tfgan_suite.export.directions import directions
from tfgan_suite.export.formats.litert import convert
from tfgan_suite.export.formats.shipment import Format
from tfgan_suite.export.signature import Signature

PAGE = Path(__file__).parents[1] / "page"
MODELS = "models.json"
RUNTIME_VERSION = "2.5.3"
RUNTIME = {
    "core": ("dist/index.js", "package.json", "wasm/litert_wasm_internal.*", "wasm/litert_wasm_compat_internal.*"),
    "wasm-utils": ("dist/index.js", "package.json"),
}
SMALL_BATCH = 64  # of networks without pictures, whose runs cost less than the call


def write(signature: Signature, draft: Path) -> None:
    shutil.copytree(PAGE, draft)
    _add_runtime(draft)
    models = _add_former(draft)
    file, sizes = _inside(draft, signature.name), _sizes(signature)
    _put(file, convert(signature, sizes))
    place = {"file": file.relative_to(draft).as_posix(), "bytes": file.stat().st_size}
    models[signature.name] = _described(signature, sizes) | place
    index = {"about": dict(signature.about), "models": list(models.values())}
    (draft / MODELS).write_text(json.dumps(index) + "\n", encoding="utf-8")


def _inside(draft, name):
    return draft / "models" / f"{name}.tflite"


def _add_runtime(draft):
    for package, patterns in RUNTIME.items():
        archive = npm.package(f"@litertjs/{package}", RUNTIME_VERSION, cache.cache_dir())
        for path, content in npm.files(archive, *patterns).items():
            _put(draft / "litert" / package / path, content)


def _add_former(draft):
    """Copies the networks of the page that stands there already; name to what is said of each."""
    former = standing(draft)
    if not (former / MODELS).exists():
        return {}
    listed = json.loads((former / MODELS).read_text(encoding="utf-8"))["models"]
    for model in listed:
        _put(draft / model["file"], (former / model["file"]).read_bytes())
    return {model["name"]: model for model in listed}


def _sizes(signature):
    sides = [spec.shape.rank for spec in (*signature.inputs.values(), *signature.outputs.values())]
    batch = 1 if max(sides) >= 4 else SMALL_BATCH
    return {
        name: (batch, *(OPEN_SIDE if size is None else size for size in spec.shape[1:]))
        for name, spec in signature.inputs.items()
    }


def _described(signature, sizes):
    """What the page has to know of a network."""
    inputs = [{**_facts(signature, name, spec), "shape": sizes[name]} for name, spec in signature.inputs.items()]
    for facts in inputs:
        if facts["role"] == "choice" and not facts["names"]:
            facts["names"] = [str(number) for number in range(count_classes(signature))]
        if facts["role"] == "latent":
            facts["directions"] = directions(signature, facts["name"]).tolist()
    outputs = [_facts(signature, name, spec) for name, spec in signature.outputs.items()]
    return {"name": signature.name, "inputs": inputs, "outputs": outputs}


def _facts(signature, name, spec):
    known = dataclasses.asdict(signature.meaning(name))
    return {"name": name, "dtype": spec.dtype.name, "shape": list(spec.shape), **known}


def _put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


WEB = Format(
    name="web",
    place=lambda directory, _: directory / "web",
    write=write,
    load=load,
    tolerance=LITERT_TOLERANCE,
    own_kernels=True,
    inside=_inside,
)
