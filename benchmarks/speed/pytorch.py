"""`fit` against PyTorch, eager and compiled: the same networks, one forward of the generator for both players."""

from benchmarks.peer import Peer
from benchmarks.race import race
from benchmarks.speed.dcgan import by_fit
from benchmarks.speed.line import Line

PRECISIONS = {"float32": ("float32", 0.75), "bfloat16": ("mixed_bfloat16", 0.60)}
PROGRAMS = {"eager": "PyTorch, eager", "compiled": "PyTorch, `torch.compile`"}


def lines(rounds, steps):
    peer = Peer("torch_dcgan.py")
    found = []
    for precision, (policy, bound) in PRECISIONS.items():
        contenders = {"fit": by_fit(policy)}
        for program in PROGRAMS:
            contenders[program] = lambda n, words=f"{program} {precision}": peer.ask(f"{words} {n}")["seconds"]
        taken = race(contenders, rounds, steps)
        found += [
            Line(f"`fit`, DCGAN, {precision}", name, taken["fit"], taken[program], bound=bound)
            for program, name in PROGRAMS.items()
        ]
    peer.close()
    return found
