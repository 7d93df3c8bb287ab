"""Which devices share the work."""

import os

import tensorflow as tf


def choose():
    """Workers where `TF_CONFIG` names them, all GPUs where there are several, one device otherwise."""
    if os.environ.get("TF_CONFIG"):
        return tf.distribute.MultiWorkerMirroredStrategy()
    if len(tf.config.list_logical_devices("GPU")) > 1:
        return tf.distribute.MirroredStrategy()
    return tf.distribute.get_strategy()


def is_chief(strategy):
    """Whether this process is the one that writes for all workers."""
    resolver = strategy.cluster_resolver
    return resolver is None or resolver.task_id in (0, None)


def is_shared(strategy):
    """Whether other processes train with this one."""
    return isinstance(strategy, tf.distribute.MultiWorkerMirroredStrategy)
