"""What players see in their turns."""

import threading
from concurrent.futures import ThreadPoolExecutor

from tfgan_suite.regularizers.inputs import GeneratorInputs


def test_replicas_may_wait_for_one_another_in_the_pass_that_is_kept():
    """As they do in layers that see the global batch, each replica in a thread of its own."""
    meeting = threading.Barrier(2, timeout=20)
    asked = []

    class Scores:
        def read(self, fake):
            meeting.wait()
            asked.append(fake)
            return fake, None

    inputs = [GeneratorInputs(None, None, fake, Scores()) for fake in ("one", "two")]
    with ThreadPoolExecutor(2) as replicas:
        assert list(replicas.map(lambda its: (its.f, its.f, its.c_read), inputs)) == [
            ("one", "one", None),
            ("two", "two", None),
        ]
    assert sorted(asked) == ["one", "two"], "one pass for each, whoever asks"
