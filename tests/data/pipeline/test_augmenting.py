"""Random changes of training images: what belongs together is changed alike, and every batch is known by its number."""

import itertools

import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.data import DataAugmentation, Examples, batches, to_float
from tfgan_suite.data.pipeline.colours import jittered
from tfgan_suite.data.pipeline.warping import enlarged, placements, warped
from tfgan_suite.errors import SuiteError

N, BATCH, SIDE = 12, 8, 16
EVERYTHING = DataAugmentation(mirror=True, crop_from=20, turn=30.0, colour_jitter=0.4)
GEOMETRY = DataAugmentation(mirror=True, crop_from=20, turn=30.0)


@pytest.fixture(scope="module")
def pictures():
    rng = np.random.default_rng(0)
    image = rng.integers(0, 256, (N, SIDE, SIDE, 3), "uint8")
    clip = np.repeat(image[:, None], 3, axis=1)
    fields = {"image": image, "source": image, "target": image.copy(), "clip": clip, "label": np.arange(N)}
    return Examples(fields, "pictures")


@pytest.fixture(scope="module")
def maps():
    """Images whose first two channels are the column and the row of each pixel, with one class of eight for each."""
    row, column = np.mgrid[:SIDE, :SIDE].astype("uint8")
    image = np.stack([10 * column, 10 * row, 0 * row], axis=-1)
    classes = np.random.default_rng(1).integers(0, 8, (SIDE, SIDE))
    mask = 255 * (classes[..., None] == np.arange(8)).astype("uint8")
    return Examples({"image": np.stack([image] * N), "mask": np.stack([mask] * N)}, "maps")


def changed(examples, fields, augmentation, number=0):
    """The first examples as a batch of that number."""
    batch = {field: tf.constant(examples[field][:BATCH]) for field in fields}
    batch = augmentation(tf.constant(0, tf.int64), tf.constant(number, tf.int64), batch)
    return [batch[field].numpy() for field in fields]


def test_what_is_mirrored_is_half_of_the_images_pixel_for_pixel(pictures):
    seen = []
    plain = to_float(pictures["image"][:BATCH])
    for number in range(40):
        (images,) = changed(pictures, ["image"], DataAugmentation(mirror=True), number)
        for image, before in zip(images, plain, strict=True):
            assert np.array_equal(image, before) != np.array_equal(image, before[:, ::-1])
            seen.append(np.array_equal(image, before))
    assert abs(np.mean(seen) - 0.5) < 4 * 0.5 / np.sqrt(len(seen))


def test_a_cut_out_is_a_window_of_the_enlarged_image(pictures):
    (images,) = changed(pictures, ["image"], DataAugmentation(crop_from=20))
    large = tf.image.resize(to_float(pictures["image"][:BATCH]), (20, 20)).numpy()
    places = list(itertools.product(range(5), repeat=2))
    found = []
    for image, whole in zip(images, large, strict=True):
        errors = [np.abs(image - whole[y : y + SIDE, x : x + SIDE]).max() for y, x in places]
        assert min(errors) < 1e-5
        found.append(places[int(np.argmin(errors))])
    assert len(set(found)) > BATCH / 2


@pytest.mark.parametrize("size", [(16, 16), (16, 24)])
def test_windows_reach_every_edge_and_no_further(size):
    ends = tf.constant([0.0, 0.999999])
    large = enlarged(size, 20)
    assert large == (20, 20 * size[1] // 16)
    images = np.random.default_rng(0).uniform(-1, 1, (2, *size, 1)).astype("float32")
    cut = warped(images, placements(size, large, ends, ends, tf.zeros(2))).numpy()
    whole = tf.image.resize(images, large).numpy()
    np.testing.assert_allclose(cut[0], whole[0, : size[0], : size[1]], atol=1e-5)
    np.testing.assert_allclose(cut[1], whole[1, -size[0] :, -size[1] :], atol=1e-5)


def test_turns_are_turns_about_the_centre():
    images = np.random.default_rng(0).uniform(-1, 1, (3, 8, 8, 2)).astype("float32")
    zero, angles = tf.zeros(3), tf.constant([0.0, np.pi / 2, -np.pi / 2])
    turned = warped(images, placements((8, 8), (8, 8), zero, zero, angles)).numpy()
    for ours, before, quarters in zip(turned, images, (0, 1, -1), strict=True):
        np.testing.assert_allclose(ours, np.rot90(before, quarters), atol=1e-5)


def test_angles_are_within_what_is_asked_for_on_both_sides(maps):
    images = changed(maps, ["image"], DataAugmentation(turn=25.0))[0] / 2
    slopes = images[:, 7:9, 9, :2] - images[:, 7:9, 6, :2]  # three columns further, in the middle of the image
    angles = np.rad2deg(np.arctan2(slopes[..., 1].mean(1), slopes[..., 0].mean(1)))
    assert np.abs(angles).max() <= 25.5 and angles.min() < -5 < 5 < angles.max()


def test_a_mask_lies_under_its_image_pixel_for_pixel(maps):
    """Each pixel of the mask has the class of the place that the image says it shows."""
    image, mask = changed(maps, ["image", "mask"], GEOMETRY)
    assert set(np.unique(mask)) == {-1.0, 1.0} and ((mask > 0).sum(-1) == 1).all()
    shown = (image[..., :2] + 1) * 127.5 / 10
    inside = (shown > 0.6).all(-1) & (shown < SIDE - 1.6).all(-1) & (np.abs(shown % 1 - 0.5) > 0.02).all(-1)
    column, row = np.rint(shown[inside]).astype(int).T
    assert inside.mean() > 0.6
    np.testing.assert_array_equal(mask[inside], to_float(maps["mask"][0])[row, column])
    assert len({one.tobytes() for one in mask}) == BATCH


def test_colours_of_masks_stay(maps):
    image, mask = changed(maps, ["image", "mask"], DataAugmentation(colour_jitter=0.9))
    np.testing.assert_array_equal(mask, to_float(maps["mask"][:BATCH]))
    assert not np.array_equal(image, to_float(maps["image"][:BATCH]))


def test_both_images_of_a_pair_and_all_frames_are_changed_alike(pictures):
    source, target, clip = changed(pictures, ["source", "target", "clip"], GEOMETRY)
    np.testing.assert_array_equal(source, target)
    for frame in range(3):
        np.testing.assert_array_equal(clip[:, frame], source)
    source, target = changed(pictures, ["source", "target"], EVERYTHING)
    np.testing.assert_array_equal(source, target)


def test_colours_of_a_clip_change_as_a_whole(pictures):
    clip = changed(pictures, ["clip"], DataAugmentation(colour_jitter=0.5))[0]
    np.testing.assert_array_equal(clip, np.repeat(clip[:, :1], 3, axis=1))


def test_what_is_apart_is_drawn_for_itself_and_changes_nothing_of_the_others(pictures):
    apart = DataAugmentation(mirror=True, crop_from=20, turn=30.0, apart=("target",))
    source, target = changed(pictures, ["source", "target"], apart)
    assert not any(map(np.array_equal, source, target))
    np.testing.assert_array_equal(source, changed(pictures, ["source", "target"], GEOMETRY)[0])


def test_each_start_enters_the_same_stream(pictures):
    def stream(start, n, seed=3):
        data = batches(pictures, 4, ("image",), seed=seed, start=start, augmentation=EVERYTHING)
        return np.stack([batch.numpy() for batch in itertools.islice(data, n)])

    whole = stream(0, 8)
    for start in (1, 7):
        np.testing.assert_array_equal(stream(start, 8 - start), whole[start:])
    assert not np.array_equal(stream(0, 1, seed=4), whole[:1])
    assert stream(10**12, 1).std() > 0.1


def test_changes_are_drawn_anew_in_every_pass_and_without_regard_to_one_another(pictures):
    seen = [batch.numpy() for batch in batches(pictures.take([0]), 1, augmentation=EVERYTHING, passes=20)]
    assert len({image.tobytes() for image in seen}) == 20
    mirrored = [changed(pictures, ["image"], a)[0] for a in (GEOMETRY, DataAugmentation(crop_from=20, turn=30.0))]
    assert 0 < sum(map(np.array_equal, *mirrored)) < BATCH


def test_a_mapped_file_gives_the_same_batches(pictures, tmp_path):
    np.save(tmp_path / "image.npy", pictures["image"])
    mapped = Examples({"image": np.load(tmp_path / "image.npy", mmap_mode="r")}, "mapped")
    np.testing.assert_array_equal(
        *(next(iter(batches(e, BATCH, augmentation=EVERYTHING))).numpy() for e in (pictures, mapped))
    )


def test_without_changes_the_stream_is_what_it_was(pictures):
    plain = list(batches(pictures, BATCH, ("image", "label"), seed=5, passes=2))
    off = list(batches(pictures, BATCH, ("image", "label"), seed=5, passes=2, augmentation=DataAugmentation()))
    for (image, label), (again, _) in zip(plain, off, strict=True):
        np.testing.assert_array_equal(image, to_float(pictures["image"][label]))
        np.testing.assert_array_equal(again, image)


def test_the_stream_keeps_its_length_and_its_form(pictures):
    how = {"passes": 3, "start": 1, "augmentation": EVERYTHING}
    data = batches(pictures, 4, ("clip", "label"), **how)
    assert data.cardinality() == 8 == len(list(data))
    assert data.element_spec[0] == tf.TensorSpec((4, 3, SIDE, SIDE, 3), tf.float32)
    assert batches(pictures, 4, augmentation=EVERYTHING).cardinality() == tf.data.INFINITE_CARDINALITY


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_factors_of_one_change_no_colour_and_levels_stay_in_range(channels):
    images = np.random.default_rng(0).uniform(-1, 1, (2, 6, 6, channels)).astype("float32")
    np.testing.assert_allclose(jittered(images, *tf.ones((3, 2))), images, atol=1e-6)
    far = jittered(images, *tf.constant([[0.0, 2.0], [2.0, 0.0], [0.0, 2.0]])).numpy()
    assert np.abs(far).max() <= 1
    colours = far[..., :3]
    assert (colours[0] == -1).all() and colours[1].std() < (1e-6 if channels in (1, 2) else 1)


def test_grey_has_no_saturation_and_opacity_no_colour():
    images = np.random.default_rng(0).uniform(-1, 1, (1, 6, 6, 4)).astype("float32")
    images[0, 0] = (1, 1, 1, -1)
    changed = jittered(images, *tf.constant([[0.7], [1.2], [0.0]])).numpy()
    np.testing.assert_array_equal(changed[..., 3], images[..., 3])
    np.testing.assert_array_equal(changed[0, 0], images[0, 0])
    assert np.ptp(changed[0, 1:, :, :3], axis=-1).max() < 1e-5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"turn": 181.0}, "turn 181 .* from 0 to 180"),
        ({"colour_jitter": -0.1}, "colour_jitter -0.1 .* from 0 to 1"),
        ({"crop_from": 15}, r"crop_from 15 .* side 16: give a number from 16 to 32, or 0 \(--crop-from\)"),
        ({"crop_from": 33}, "crop_from 33"),
    ],
)
def test_numbers_out_of_range_are_refused(options, message, pictures):
    with pytest.raises(SuiteError, match=message):
        batches(pictures, BATCH, augmentation=DataAugmentation(**options))


def test_what_holds_no_images_is_refused(pictures):
    with pytest.raises(SuiteError, match="pictures holds no images to augment"):
        batches(pictures, BATCH, ("label",), augmentation=DataAugmentation(mirror=True))
