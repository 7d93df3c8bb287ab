"""A folder that any static server can host: a page that plays with the networks in it, in WebAssembly and offline."""

import dataclasses
import functools
import json
import shutil
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite import cache
from tfgan_suite.atomic import standing
from tfgan_suite.data import npm
from tfgan_suite.export.directions import directions
from tfgan_suite.export.litert import convert
from tfgan_suite.export.parity import LITERT_TOLERANCE
from tfgan_suite.export.probes import OPEN_SIDE, count_classes
from tfgan_suite.export.shipment import Format
from tfgan_suite.export.signature import KEY
from tfgan_suite.quiet import quiet

PAGE = Path(__file__).parent / "page"
MODELS = "models.json"
RUNTIME_VERSION = "2.5.3"
RUNTIME = {
    "core": ("dist/index.js", "package.json", "wasm/litert_wasm_internal.*", "wasm/litert_wasm_compat_internal.*"),
    "wasm-utils": ("dist/index.js", "package.json"),
}
SMALL_BATCH = 64  # of networks without pictures, whose runs cost less than the call


def write(signature, draft):
    shutil.copytree(PAGE, draft)
    for package, patterns in RUNTIME.items():
        archive = npm.package(f"@litertjs/{package}", RUNTIME_VERSION, cache.cache_dir())
        for path, content in npm.files(archive, *patterns).items():
            _put(draft / "litert" / package / path, content)
    former = standing(draft)
    listed = _listed(former)
    for model in listed:
        _put(draft / model["file"], (former / model["file"]).read_bytes())
    sizes = _sizes(signature)
    file = _inside(draft, signature.name)
    _put(file, convert(signature, sizes))
    ours = _described(signature, sizes) | {"file": file.relative_to(draft).as_posix(), "bytes": file.stat().st_size}
    places = {model["name"]: model for model in listed} | {signature.name: ours}
    index = {"about": dict(signature.about), "models": list(places.values())}
    (draft / MODELS).write_text(json.dumps(index) + "\n", encoding="utf-8")


def load(path):
    with quiet():
        return functools.partial(_run, Interpreter(model_path=str(path)).get_signature_runner(KEY))


def _run(runner, inputs):
    """Any number of examples through a network of a fixed batch size, the last batch filled up."""
    examples = len(next(iter(inputs.values())))
    size = next(int(details["shape"][0]) for details in runner.get_input_details().values())
    pieces = []
    for start in range(0, examples, size):
        rows = np.arange(start, start + size) % examples
        with quiet():
            pieces.append(runner(**{name: values[rows] for name, values in inputs.items()}))
    return {name: np.concatenate([piece[name] for piece in pieces])[:examples] for name in pieces[0]}


def _inside(draft, name):
    return draft / "models" / f"{name}.tflite"


def _listed(page):
    """The models of a page that was written before."""
    file = page / MODELS
    return json.loads(file.read_text(encoding="utf-8"))["models"] if file.exists() else []


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
    place=lambda directory, name: directory / "web",
    write=write,
    load=load,
    tolerance=LITERT_TOLERANCE,
    inside=_inside,
)
