"""The name of an export is that of a file, not a way to another place."""

import keras
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "..", ".hidden", "/evil"])
def test_names_that_lead_elsewhere_are_refused_and_leave_nothing(name, tmp_path):
    network = keras.Sequential([keras.Input((3,), name="z"), keras.layers.Dense(2)])
    with pytest.raises(SuiteError, match="give a plain name"):
        export_network(network, tmp_path / "export", name=name)
    assert list(tmp_path.iterdir()) == []
