import subprocess
import sys

import pytest

SPLIT = """
import numpy as np, tensorflow as tf
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
from tfgan_suite.data import DataAugmentation, Examples, batches
image = np.random.default_rng(0).integers(0, 256, (20, 8, 8, 3), "uint8")
examples = Examples({"label": np.arange(20, dtype=np.int32), "image": image}, "numbered")
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"], tf.distribute.ReductionToOneDevice())
changes = DataAugmentation(mirror=True, crop_from=12, turn=20.0, colour_jitter=0.5)
for fields, augmentation in ((["label"], None), (["image"], changes)):
    how = {"start": 1, "passes": 3, "augmentation": augmentation}
    plain = batches(examples, 8, fields, **how)
    halves = strategy.experimental_distribute_dataset(batches(examples, 8, fields, **how))
    seen = [np.concatenate([half.numpy() for half in strategy.experimental_local_results(one)]) for one in halves]
    assert [len(half) for half in strategy.experimental_local_results(next(iter(halves)))] == [4, 4]
    np.testing.assert_array_equal(seen, [one.numpy() for one in plain])
"""


@pytest.mark.long
def test_replicas_share_each_global_batch_in_contiguous_parts():
    done = subprocess.run([sys.executable, "-c", SPLIT], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
