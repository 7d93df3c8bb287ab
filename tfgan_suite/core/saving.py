"""Saving many times in one process without keeping memory for each time."""

from keras.src.backend.common.global_state import get_global_attribute, set_global_attribute
from keras.src.saving.saving_lib import get_attr_skipset

LOOKED_FOR = "saving_attr_skiplist_Optimizer"


def spare_variables() -> None:
    """Lets Keras save optimizers without making one to see what all have in common.

    Keras 3.15 keeps what it saw under another name than it looks for, so that it makes one for every optimizer that it
    saves: two variables with names of their own, for each of which TensorFlow keeps a kernel of 36 kB for good.
    """
    if get_global_attribute(LOOKED_FOR) is None:
        set_global_attribute(LOOKED_FOR, get_attr_skipset("Optimizer"))
