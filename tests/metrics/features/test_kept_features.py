import numpy as np
import pytest

from tfgan_suite.metrics import FunctionExtractor, evaluate_images, fid, real_features
from tfgan_suite.metrics.features.kept_features import features_path


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))


class Counting(FunctionExtractor):
    """Mean of rows and columns, and how often it was asked."""

    def __init__(self):
        super().__init__(lambda x: np.concatenate([x.mean(1), x.mean(2)], axis=1)[..., 0], "means-v1")
        self.asked = 0

    def extract(self, examples):
        self.asked += 1
        return super().extract(examples)


@pytest.fixture
def images():
    return np.random.default_rng(0).integers(0, 256, (60, 8, 8, 1), "uint8")


def test_they_are_read_once_and_the_name_says_what_they_are(images):
    reader = Counting()
    first, again = (real_features(images, reader, "little-test") for _ in range(2))
    assert reader.asked == 1
    np.testing.assert_array_equal(first.features, again.features)
    assert again.probabilities is None
    name = features_path(images, reader, "little-test").name
    assert name.startswith("little-test-8x8x1-means-v1-n60-")


def test_other_examples_of_the_same_name_are_read_anew(images):
    reader = Counting()
    real_features(images, reader, "little-test")
    changed = images.copy()
    changed[7, 0, 0, 0] ^= 1
    read = real_features(changed, reader, "little-test").features
    assert reader.asked == 2 and (read != real_features(images, reader, "little-test").features).any()


def test_another_version_of_the_extractor_reads_anew(images):
    reader, newer = Counting(), Counting()
    newer.name = "means-v2"
    assert features_path(images, reader, "x") != features_path(images, newer, "x")
    newer.name, newer.fingerprint = reader.name, "0badcafe"
    assert features_path(images, reader, "x") != features_path(images, newer, "x")


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[: len(whole) // 2], lambda whole: b"", lambda whole: b"PK" + whole]
)
def test_a_damaged_file_is_made_anew(images, damage):
    reader = Counting()
    expected = real_features(images, reader, "little-test").features
    path = features_path(images, reader, "little-test")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.warns(UserWarning, match="is damaged"):
        np.testing.assert_array_equal(real_features(images, reader, "little-test").features, expected)
    assert reader.asked == 2
    real_features(images, reader, "little-test")
    assert reader.asked == 2


def test_a_flipped_bit_is_damage(images):
    reader = Counting()
    real_features(images, reader, "little-test")
    path = features_path(images, reader, "little-test")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.warns(UserWarning, match="is damaged"):
        real_features(images, reader, "little-test")


def test_a_cache_that_cannot_be_written_stops_nothing(images, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "file"))
    with pytest.warns(UserWarning, match="could not be kept"):
        assert real_features(images, Counting(), "little-test").features.shape == (60, 16)


def test_a_report_is_the_same_from_the_cache(images):
    reader = Counting()
    fake = images[::-1] // 2
    reports = [evaluate_images(fake, images, reader, n=30, data=data) for data in (None, "little", "little")]
    assert reports[0] == reports[1] == reports[2]
    assert reader.asked == 2 + 2 + 1
    assert fid(reader.features(fake), reader.features(images)) > 0
