"""LiteRT metadata: `model.json` in a ZIP archive at the end of the file.

That is where the files lie that TensorFlow Lite's own metadata calls associated: the runtime does not read so far, and
`unzip -p generator.tflite model.json`, or any ZIP library, does.
"""

import json
import zipfile
from pathlib import Path
from typing import Any

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.interpreter import fixed_batch, runner
from tfgan_suite.export.signature import KEY, Signature

NAME = "model.json"


def write_inscribed(content: bytes, file: Path, signature: Signature, **more: Any) -> None:
    """Writes a LiteRT model with what is known of it.

    Args:
        content: the model.
        file: by convention `.tflite`.
        signature: its names, their types, shapes and meanings, and the facts that go with it.
        **more: further plain values.

    Raises:
        SuiteError: the converter has fixed a batch size that was to be free.
    """
    fixed = fixed_batch(runner(content))
    if fixed != signature.batch_size:
        raise SuiteError(f"LiteRT returns batches of {fixed} where {signature.batch_size or 'any size'} is expected")
    file.write_bytes(content)
    known = {"name": signature.name, **signature.about, "batch_size": signature.batch_size, **more, "signature": KEY}
    known |= signature.description()[KEY]
    entry = zipfile.ZipInfo(NAME)  # without the time of writing: the same network gives the same file
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(entry, json.dumps(known, indent=2, ensure_ascii=False) + "\n")


def inscription(file: Path | str) -> dict:
    """What a `.tflite` file of this suite says of itself.

    Returns:
        "name", "signature", "batch_size" (null where it is free), facts such as "title", "data" and "licence"; under
        "inputs" and "outputs", of each name its "dtype", "shape" and "meaning", and where they are known its "layout",
        "range", "prior" and "names".

    Raises:
        SuiteError: it says nothing.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return json.loads(archive.read(NAME))
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise SuiteError(f"{file} says nothing of itself: export it with this suite, version 0.1 or later") from None
