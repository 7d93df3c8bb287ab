"""Grappler: which of TensorFlow's graph optimizations a compiled training step can bear."""

import tensorflow as tf


def keep_order() -> None:
    """Turns off, for this process, the pass that removes control edges, because it removes some that nothing replaces.

    A turn ends in updates that must come after every read of the weights they write. Where a gradient penalty reads
    a bias that its gradient does not depend on, only a control edge says so; grappler's dependency optimizer takes it
    for redundant as long as Keras' all-reduce joins all gradients in one IdentityN, and then splits that IdentityN.
    By chance the penalty is then that of a bias already moved. Without the pass a step takes as long as with it.
    """
    if tf.config.optimizer.get_experimental_options().get("dependency_optimization", True):
        tf.config.optimizer.set_experimental_options({"dependency_optimization": False})
