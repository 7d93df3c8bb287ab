"""Optimizers as papers write them."""

import keras
from keras import ops

from tfgan_suite.optimizers.rms_prop import RMSProp


def adam(
    learning_rate: float, beta_1: float, beta_2: float, epsilon: float = 1e-8, global_clipnorm: float | None = None
) -> keras.optimizers.Adam:
    """Adam with every number said: Keras' own epsilon (1e-7) and beta_1 (.9) are hardly any GAN paper's.

    η √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε), the second form in Kingma and Ba 2014, section 2: that of Torch, Theano,
    Chainer, TensorFlow 1 and early PyTorch, which GAN papers' programs are written in.

    Args:
        learning_rate: η, positive, or a schedule.
        beta_1, beta_2: β₁ and β₂, in [0, 1).
        epsilon: ε, added to √v.
        global_clipnorm: largest norm of all gradients together; None for any.
    """
    numbers = {"beta_1": beta_1, "beta_2": beta_2, "epsilon": epsilon, "global_clipnorm": global_clipnorm}
    return keras.optimizers.Adam(learning_rate, **numbers)


def adamax(learning_rate: float, beta_1: float, beta_2: float, epsilon: float = 1e-8) -> keras.optimizers.Adamax:
    """Adamax with every number said.

    Args:
        learning_rate: positive, or a schedule.
        beta_1, beta_2: decay of the mean and of the largest gradient, in [0, 1).
        epsilon: added to the largest gradient.
    """
    return keras.optimizers.Adamax(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon)


def rmsprop(learning_rate: float, rho: float, epsilon: float = 1e-8) -> keras.optimizers.RMSprop:
    """RMSProp without momentum, every number said; ε outside of the root, as papers' programs have it.

    Args:
        learning_rate: positive, or a schedule.
        rho: decay of the mean of squares, in [0, 1).
        epsilon: ε, added to the root.
    """
    return RMSProp(learning_rate, rho, epsilon)


def sgd(learning_rate: float, momentum: float) -> keras.optimizers.SGD:
    """Gradient descent with momentum.

    Args:
        learning_rate: positive, or a schedule.
        momentum: in [0, 1); 0 is plain gradient descent.
    """
    return keras.optimizers.SGD(learning_rate, momentum=momentum)


def forget(optimizer: keras.optimizers.Optimizer) -> None:
    """Sets an optimizer's moments and count of steps back to zero; its learning rate and its scale of losses stay."""
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)
    for variable in optimizer.variables:
        if variable is not optimizer._learning_rate:
            variable.assign(ops.zeros_like(variable))
