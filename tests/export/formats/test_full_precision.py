"""Networks that were trained in half precision are shipped in float32, with the weights that they have."""

import numpy as np
import pytest

from tests.variants.cases import CASES, build
from tfgan_suite.core.precision import computing_in
from tfgan_suite.export import export_network
from tfgan_suite.export.formats.full_precision import in_float32


@pytest.mark.parametrize("case", ["clipped", "stylegan", "seqgan"])
def test_a_copy_in_float32_has_the_same_weights_and_names(case):
    with computing_in("bfloat16"):
        half = build(CASES[case]).products()["generator"]
    with computing_in("float32"):
        whole = build(CASES[case]).products()["generator"]
    copy = in_float32(half)
    dtypes = [[layer.compute_dtype for layer in network.layers] for network in (half, copy, whole)]
    assert dtypes[0] != dtypes[1] == dtypes[2]
    assert copy.output_names == half.output_names
    assert [tensor.name for tensor in copy.inputs] == [tensor.name for tensor in half.inputs]
    for ours, theirs in zip(copy.get_weights(), half.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_one_that_computes_in_float32_is_itself():
    network = build(CASES["dcgan"]).generator
    assert in_float32(network) is network


def test_all_formats_are_exported(tmp_path):
    with computing_in("float16"):
        network = build(CASES["dcgan"]).generator
    checks = export_network(network, tmp_path)
    assert {check.format for check in checks} == {"savedmodel", "litert"}
    assert all(check.max_difference <= 1e-5 for check in checks)
