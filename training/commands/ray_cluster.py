"""Ray: the same training on the machines of a cluster. Needs the extra `ray`."""

import os
from collections.abc import Callable
from pathlib import Path

from tfgan_suite.errors import SuiteError
from tfgan_suite.processors import ONEDNN


def train_on_ray(command: Callable[[list[str]], None], argv: list[str], workers: int, run_dir: Path) -> None:
    """Runs `tfgan train` on as many workers, which Ray places, starts and tells of one another.

    The cluster is the one that `RAY_ADDRESS` names, or this machine. Data, and the run directory, must be in the same
    place on all of its machines.

    Args:
        command: what each worker runs with its words, `tfgan train` itself.
        argv: words behind `tfgan train`.
        workers: how many, each with a GPU where the cluster has some.
        run_dir: where Ray keeps its notes, in `.ray`.

    Raises:
        SuiteError: Ray is not installed, or a worker failed; with the worker's reason.
    """
    try:
        import ray
        from ray.train import RunConfig, ScalingConfig, TrainingFailedError
        from ray.train.tensorflow import TensorflowTrainer
    except ImportError:
        raise SuiteError('--ray-workers needs Ray: pip install "tfgan_suite[ray]".') from None
    told = {ONEDNN: os.environ[ONEDNN]} if ONEDNN in os.environ else {}
    ray.init(runtime_env={"env_vars": told})
    has_gpus = ray.cluster_resources().get("GPU", 0) >= workers
    trainer = TensorflowTrainer(
        _work,
        train_loop_config={
            "command": command,
            "argv": [*argv, "--ray-workers", "0", "--strategy", "multiworker"],
            "place": str(Path.cwd()),
        },
        scaling_config=ScalingConfig(num_workers=workers, use_gpu=has_gpus),
        run_config=RunConfig(storage_path=str(Path(run_dir).resolve() / ".ray")),
    )
    try:
        trainer.fit()
    except TrainingFailedError as error:
        raise SuiteError(f"A Ray worker failed: {_reason(error)}") from None
    finally:
        ray.shutdown()


def _work(config):
    """One worker, in a process of its own to which Ray has given `TF_CONFIG`."""
    os.chdir(config["place"])
    config["command"](config["argv"])


def _reason(error):
    failures = getattr(error, "worker_failures", None) or {0: error}
    return str(failures[min(failures)]).strip().splitlines()[-1]
