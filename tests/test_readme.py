"""The README's notebook example, run exactly as it is printed."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.long
def test_the_notebook_example_runs_as_printed(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[:1]
    assert len(example.strip().splitlines()) <= 15
    images = np.random.default_rng(0).integers(0, 256, (640, 28, 28, 1), "uint8")
    np.save(tmp_path / "images.npy", images)
    subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True, timeout=300)
    assert Image.open(tmp_path / "samples" / "epoch-0001.png").size[0] > 100
    assert (tmp_path / "export" / "savedmodel" / "generator" / "1" / "saved_model.pb").is_file()
    assert (tmp_path / "export" / "litert" / "generator.tflite").is_file()
    assert (tmp_path / "gan.keras").is_file()
