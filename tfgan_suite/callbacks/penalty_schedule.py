"""Gradient-penalty schedule: its weight by step, and lazy regularization."""

import keras


class PenaltySchedule(keras.callbacks.Callback):
    """Sets the weight of a game's gradient penalty before each batch, and how lazily it is computed.

    Args:
        weight: function of the training step that gives λ, or None to leave it.
        every: the penalty is computed at each `every`-th critic step only, and weighs as much more (Karras et al. 2020,
            section 4.1, "lazy regularization"), or None to leave it.
        layer: name of the game's `GradientPenalty` layer.
    """

    def __init__(self, weight=None, every=None, layer="penalty"):
        super().__init__()
        self.weight = weight
        self.every = every
        self.layer = layer

    def on_train_begin(self, logs=None):
        penalty = getattr(self.model, self.layer)
        if self.every is not None and self.every != penalty.every:
            penalty.every = self.every
            self.model.make_train_function(force=True)

    def on_train_batch_begin(self, batch, logs=None):
        if self.weight is not None:
            getattr(self.model, self.layer).weight.assign(self.weight(int(self.model.steps.numpy())))
