import subprocess
import sys

import pytest

SCRIPT = """
import time
import numpy as np
from tfgan_suite.data import Examples, batches
from tfgan_suite.data.pipeline import streaming

def slowly(array, at, read=streaming.read):
    time.sleep(0.05)
    return read(array, at)

streaming.read = slowly
np.save("x.npy", np.zeros((100, 8, 8, 3), np.uint8))
stream = iter(batches(Examples({"image": np.load("x.npy", mmap_mode="r")}, "x"), 4))
next(stream)
print("read")
"""


@pytest.mark.filterwarnings("ignore")
def test_a_process_ends_while_a_mapped_stream_reads_ahead(tmp_path):
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=tmp_path, text=True, capture_output=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "read"), done.stderr
