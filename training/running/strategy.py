"""Distribution strategy: which devices share the work."""

import json
import os

import tensorflow as tf

from tfgan_suite.errors import SuiteError

EXAMPLE = '{"cluster": {"worker": ["host:port", ...]}, "task": {"type": "worker", "index": 0}}'
WORKERS = ("chief", "worker")


def choose(name: str = "auto") -> tf.distribute.Strategy:
    """The strategy of that name on this machine.

    Args:
        name: "mirrored" for all GPUs here, or all logical CPUs where there is no GPU; "multiworker" for the workers
            that `TF_CONFIG` names; "auto" for workers where it names some, all GPUs where there are several, and
            one device otherwise.

    Raises:
        SuiteError: "multiworker" without `TF_CONFIG`, or one that makes no sense.
    """
    if name == "multiworker" and not os.environ.get("TF_CONFIG"):
        raise SuiteError(f"--strategy multiworker needs TF_CONFIG, which names all workers: {EXAMPLE}.")
    if name != "mirrored" and os.environ.get("TF_CONFIG"):
        _check(os.environ["TF_CONFIG"])
        return tf.distribute.MultiWorkerMirroredStrategy()
    gpus = tf.config.list_logical_devices("GPU")
    if name == "mirrored" and not gpus:
        cpus = [device.name for device in tf.config.list_logical_devices("CPU")]
        return tf.distribute.MirroredStrategy(cpus, tf.distribute.ReductionToOneDevice())
    if name == "mirrored" or len(gpus) > 1:
        return tf.distribute.MirroredStrategy()
    return tf.distribute.get_strategy()


def is_chief(strategy: tf.distribute.Strategy) -> bool:
    """Whether this process is the one that writes for all workers."""
    resolver = strategy.cluster_resolver
    if resolver is None or resolver.task_type is None:
        return True
    first = next(kind for kind in WORKERS if kind in resolver.cluster_spec().jobs)
    return (resolver.task_type, resolver.task_id) == (first, 0)


def is_shared(strategy: tf.distribute.Strategy) -> bool:
    """Whether other processes train with this one."""
    return isinstance(strategy, tf.distribute.MultiWorkerMirroredStrategy)


def _check(text):
    try:
        config = json.loads(text)
        cluster, task = config["cluster"], config["task"]
        workers = cluster[task["type"]]
        index = task["index"]
        known = task["type"] in WORKERS and isinstance(workers, list) and all(":" in worker for worker in workers)
        makes_sense = known and 0 <= index < len(workers)
    except (json.JSONDecodeError, KeyError, TypeError):
        makes_sense = False
    if not makes_sense:
        raise SuiteError(f"TF_CONFIG makes no sense; it looks like {EXAMPLE}.")
