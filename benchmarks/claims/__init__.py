"""Claims that surveys of GANs repeat, each shown on a real run by `python -m benchmarks.claims.NAME`.

A claim is one module: `measure(...)` trains and returns a table of numbers, `draw(table)` makes the figure of them.
"""

import os

from tfgan_suite.quiet import quiet

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
with quiet():
    import tensorflow as tf

    tf.config.list_logical_devices()
