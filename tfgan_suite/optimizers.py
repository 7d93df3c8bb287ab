"""Optimizers as papers write them."""

import keras


def adam(learning_rate, beta_1, beta_2, epsilon=1e-8):
    """Adam with every number said: Keras' own epsilon (1e-7) and beta_1 (.9) are hardly any GAN paper's."""
    return keras.optimizers.Adam(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon)
