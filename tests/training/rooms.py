"""Where commands run in processes of their own that need not import TensorFlow again."""

import multiprocessing
import time

from tests.training.job import perform


class Rooms:
    """Starts processes by forking one that has imported everything and done nothing."""

    def __init__(self):
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.training.job"])

    def start(self, jobs, log, **environment):
        process = self.context.Process(target=perform, args=(jobs, log, environment))
        process.start()
        return process

    def finish(self, jobs, log):
        """Seconds that it took."""
        begun = time.monotonic()
        process = self.start(jobs, log)
        process.join()
        if process.exitcode:
            raise RuntimeError(f"a job ended with {process.exitcode}, see {log}")
        return time.monotonic() - begun

    def killed(self, jobs, log, after):
        """Whether it was still at work after so many seconds, and is no more."""
        process = self.start(jobs, log)
        process.join(after)
        process.kill()
        process.join()
        return process.exitcode < 0
