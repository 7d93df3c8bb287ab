"""Training a system from Python: what `tfgan train` does, step by step.

```python
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.systems import find
from tfgan_suite.training.train import build, finish, fit

system = find("dcgan")
run = Run.prepare("runs/mine", system.name, system.arguments() | {"epochs": 2})
plan = build(system, run.arguments)
run.begin(plan.derived)
finish(plan, run, trained=fit(plan, run))
```
"""

from tfgan_suite.training.running.train import build, finish, fit

__all__ = ["build", "finish", "fit"]
