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

`plans.outlook_of(plan)` says beforehand how many steps and passes over the data that is, which phase it reaches, how
much memory it needs and how large its checkpoints are.

`start_from(plan.game, Run.open("runs/other"))` before `fit` begins with another run's weights, and
`freeze_discriminator(plan.game, 3)` keeps those of the discriminator's first layers.
"""

from tfgan_suite.training.running.freezing import freeze_discriminator
from tfgan_suite.training.running.train import build, finish, fit
from tfgan_suite.training.running.transfer import start_from

__all__ = ["build", "finish", "fit", "freeze_discriminator", "start_from"]
