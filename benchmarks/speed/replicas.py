"""A global batch on two replicas, each of which has one core, against the same batch on one that has both."""

import tensorflow as tf

from benchmarks.race import race
from benchmarks.speed.dcgan import by_fit
from benchmarks.speed.line import Line

DEVICES = ["CPU:0", "CPU:1"]


def lines(rounds, steps):
    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * len(DEVICES))
    one = by_fit()
    with tf.distribute.MirroredStrategy(DEVICES).scope():
        two = by_fit()
    taken = race({"two": two, "one": one}, rounds, steps)
    return [Line("`fit` on two replicas that share the cores", "one replica with all cores", *taken.values())]
