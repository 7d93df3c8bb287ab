"""Two logical processors, which only works before TensorFlow has started, and one strategy over them.

The suite is imported before TensorFlow, so that its convolutions are those that users have.

Linear algebra runs on one thread: the tests' matrices are small, and two workers of pytest would each start a thread
for every core, which wait for one another (a score of images took nine times as long).
"""

import gc
import os

import tfgan_suite  # noqa: F401

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # which NumPy and SciPy look at as they are imported

import pytest
import tensorflow as tf

CPU = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(CPU, [tf.config.LogicalDeviceConfiguration()] * 2)


@pytest.fixture(scope="session")
def two_replicas():
    return tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"], cross_device_ops=tf.distribute.ReductionToOneDevice())


def pytest_collection_finish():
    """Tracing makes many objects that stay: looking for garbage after each 700 costs a tenth of the suite's time."""
    gc.freeze()
    gc.set_threshold(50_000)
