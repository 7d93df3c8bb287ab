import subprocess
import sys

import pytest


@pytest.mark.parametrize("package, attribute", [("layers", "SpectralDense"), ("losses", "bce")])
def test_looking_into_the_package_does_not_load_tensorflow(package, attribute):
    program = f"import sys, tfgan_suite.{package} as package; print(dir(package), 'tensorflow' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert repr(attribute) in printed
    assert printed.strip().endswith("False")
