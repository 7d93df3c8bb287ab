from keras import ops

from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.regularizers.regularizer import Regularizer, registered


@registered
class LeCam(Regularizer):
    """E (r - α_f)² + E (f - α_r)²: scores stay near moving averages of the other kind's, for small data.

    Tseng et al. 2021, eqs. 4 and 5, https://arxiv.org/abs/2104.03310. Departs from the authors' program in nothing but
    that it does not wait before it begins.

    Args:
        weight: λ; from .01 to .3 in the paper's experiments.
        decay: γ of the moving averages α_r and α_f of mean scores over the global batch.
    """

    def __init__(self, weight=0.3, decay=0.99, **options):
        super().__init__(weight, **options)
        self.decay = decay
        self.real = self.scalar("real", 0.0)
        self.fake = self.scalar("fake", 0.0)

    def penalty(self, inputs):
        return ops.mean((inputs.r - self.fake) ** 2) + ops.mean((inputs.f - self.real) ** 2)

    def after(self, game, inputs):
        for average, scores in ((self.real, inputs.r), (self.fake, inputs.f)):
            mean = all_reduce_mean(ops.mean(scores))
            game.assign_state(average, self.decay * average + (1 - self.decay) * mean)

    def get_config(self):
        return {**super().get_config(), "decay": self.decay}
