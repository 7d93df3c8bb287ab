"""Features that a user asks for: `--features`, `--weights`."""

from functools import partial
from pathlib import Path

from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.loading import load_model
from tfgan_suite.metrics import KerasExtractor, efficientnet_lite0, fid_inception, inception_v3
from tfgan_suite.metrics.features.extractor import FeatureExtractor

FID, OWN, NONE = "inception_v3", "own", "none"
BY_NAME = {
    "efficientnet_lite0": efficientnet_lite0,
    FID: inception_v3,
    "inception_v3_bicubic": partial(inception_v3, resize="antialiased bicubic"),
}


def extractor_asked(features: str | Path | None, weights: str | Path | None = None) -> FeatureExtractor | str | None:
    """The extractor that is meant; a word as it is where that depends on the data, None where nothing is asked for.

    Args:
        features: one of `BY_NAME`, a `.keras` file that maps images to features, "own" for features that are fitted to
            the training images, or "none" for scores without.
        weights: a file for `fid_inception`, whose `features` are "inception_v3".

    Raises:
        NoFeatures: its weights are not here.
        SuiteError: a file is not what it should be, or weights are given to other features.
    """
    if weights is not None:
        if features != FID:
            raise SuiteError(f"--weights are of FID's Inception-v3: give --features {FID} too, or leave them out.")
        return fid_inception(weights)
    if features is None:
        return None
    if str(features) in (OWN, NONE):
        return str(features)
    if str(features) in BY_NAME:
        return BY_NAME[str(features)]()
    path = Path(features).expanduser()
    try:
        return KerasExtractor(load_model(path, compile=False), path.stem)
    except DAMAGED_ARCHIVE as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise SuiteError(f"{path} cannot be read as a Keras model: {reason}") from None
