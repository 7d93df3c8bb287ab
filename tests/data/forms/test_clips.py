import shutil
import sys

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.folders import arrays
from tfgan_suite.errors import SuiteError

SIDE = 16


def filmed(n, first=0, colour=False):
    """Frames whose level says which they are."""
    levels = [10 * (first + number) for number in range(n)]
    return [Image.new("RGB", (SIDE, SIDE), (level, level, 255 - level if colour else level)) for level in levels]


def animated(path, n, first=0, **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    head, *rest = filmed(n, first, **options)
    lossless = {"lossless": True} if path.suffix == ".webp" else {}
    head.save(path, save_all=True, append_images=rest, duration=40, **lossless)


def framed(path, n, first=0):
    path.mkdir(parents=True)
    for number, frame in enumerate(filmed(n, first)):
        frame.save(path / f"frame{number}.png")


def video(path, n):
    av = pytest.importorskip("av")
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libvpx" if path.suffix == ".webm" else "mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt, stream.bit_rate = "yuv420p", 4_000_000
        for frame in filmed(n):
            container.mux(stream.encode(av.VideoFrame.from_image(frame.resize((32, 32)))))
        container.mux(stream.encode())


def levels(clips):
    """Which frames are in each clip."""
    return np.rint(clips["clip"][:, :, SIDE // 2, SIDE // 2, 0] / 10).astype(int).tolist()


def clips(folder, split="all", **reading):
    return load(folder, split, content="clips", **{"length": 4, **reading})


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png", ".apng"])
def test_animated_pictures_are_clips(suffix, folder):
    for number in range(3):
        animated(folder / f"{number}{suffix}", 4, 4 * number)
    ours = clips(folder)
    assert ours["clip"].shape == (3, 4, SIDE, SIDE, 1) and ours["clip"].dtype == np.uint8
    assert levels(ours) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    assert not ours.classes and "label" not in ours.fields


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_videos_are_clips(suffix, folder):
    for number in range(3):
        video(folder / f"{number}{suffix}", 9)
    ours = clips(folder, image_size=SIDE, channels=1)
    assert ours["clip"].shape == (6, 4, SIDE, SIDE, 1)
    assert np.abs(ours["clip"][0, :, 8, 8, 0].astype(int) - [0, 10, 20, 30]).max() < 8
    assert np.abs(ours["clip"][1, :, 8, 8, 0].astype(int) - [40, 50, 60, 70]).max() < 8


def test_videos_are_turned_as_their_camera_says(folder):
    av = pytest.importorskip("av")
    with av.open(str(folder / "1.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        if not hasattr(stream, "set_display_rotation"):
            pytest.skip("this PyAV writes no rotation")
        stream.width, stream.height, stream.pix_fmt = 64, 32, "yuv420p"
        stream.set_display_rotation(90)
        frame = Image.new("L", (64, 32))
        frame.paste(255, (32, 0, 64, 32))
        for _ in range(4):
            container.mux(stream.encode(av.VideoFrame.from_image(frame.convert("RGB"))))
        container.mux(stream.encode())
    (film,) = clips(folder, channels=1)["clip"]
    assert film.shape == (4, 64, 32, 1)
    assert film[0, :24].mean() > 200 and film[0, 40:].mean() < 50, "what was right is above after a quarter turn"


def test_folders_of_frames_are_clips_in_the_order_of_their_numbers(folder):
    for number in range(2):
        framed(folder / f"clip_{number}", 12, number)
    ours = clips(folder, length=12)
    assert levels(ours) == [[*range(12)], [*range(1, 13)]]


def test_sub_folders_are_categories(folder):
    animated(folder / "walk" / "1.gif", 4)
    framed(folder / "run" / "clip", 4, 5)
    ours = clips(folder)
    assert ours.classes == ("run", "walk")
    found = dict(zip(ours["label"].tolist(), levels(ours), strict=True))
    assert found == {0: [5, 6, 7, 8], 1: [0, 1, 2, 3]}


def test_clips_in_a_folder_called_unlabelled_have_no_category(folder):
    animated(folder / "walk" / "1.gif", 4)
    animated(folder / "unlabelled" / "2.gif", 4)
    ours = clips(folder)
    assert ours.classes == ("walk",) and sorted(ours["label"].tolist()) == [-1, 0]


def test_splits_hold_what_their_folders_hold(folder):
    for split, first in (("train", 0), ("test", 10)):
        for category in ("run", "walk"):
            animated(folder / split / category / "1.gif", 4, first)
    train, test = clips(folder, "train"), clips(folder, "test")
    assert levels(train) == [[0, 1, 2, 3]] * 2 and levels(test) == [[10, 11, 12, 13]] * 2
    assert train.classes == test.classes == ("run", "walk") and train["label"].tolist() == [0, 1]


def test_longer_clips_are_cut_and_stay_on_one_side(folder):
    for number in range(10):
        animated(folder / f"{number}.gif", 9, number)
    train, test = clips(folder, "train"), clips(folder, "test")
    assert len(train) == 18 and len(test) == 2 and len({*test["path"]}) == 1
    assert not {*train["path"]} & {*test["path"]}
    first = int(str(test["path"][0])[0])
    assert levels(test) == [[*range(first, first + 4)], [*range(first + 4, first + 8)]]


def test_the_last_tenth_of_a_single_clip_is_held_out(folder):
    animated(folder / "long.gif", 24)
    assert levels(clips(folder / "long.gif", "train", length=2)) == [[2 * i, 2 * i + 1] for i in range(11)]
    assert levels(clips(folder / "long.gif", "test", length=2)) == [[22, 23]]


def test_a_stride_takes_every_so_manieth_frame(folder):
    animated(folder / "1.gif", 16)
    assert levels(clips(folder, stride=3)) == [[0, 3, 6, 9]]
    assert levels(clips(folder, stride=2)) == [[0, 2, 4, 6], [8, 10, 12, 14]]


def test_levels_of_frames_may_be_said(folder):
    framed(folder / "clip", 4)
    ours = clips(folder, value_range=(0, 60))
    assert np.rint(ours["clip"][0, :, 0, 0, 0] / 4.25).tolist() == [0, 10, 20, 30]


def test_colour_stays_where_any_frame_has_some(folder):
    animated(folder / "1.gif", 4)
    animated(folder / "2.gif", 4, colour=True)
    assert clips(folder)["clip"].shape == (2, 4, SIDE, SIDE, 3)
    assert clips(folder, channels=1)["clip"].shape == (2, 4, SIDE, SIDE, 1)
    assert clips(folder, image_size=8)["clip"].shape == (2, 4, 8, 8, 3)


def test_what_is_too_short_broken_or_still_is_said(folder):
    animated(folder / "1.gif", 4)
    animated(folder / "2.gif", 3)
    (folder / "3.gif").write_bytes(b"GIF89a")
    Image.new("RGB", (SIDE, SIDE)).save(folder / "poster.jpg")
    with pytest.warns(UserWarning) as seen:
        assert len(clips(folder)) == 1
    notes = " ".join(str(warning.message) for warning in seen)
    assert "skipped 2 of 3 clips: 2.gif (3 frames), 3.gif (" in notes
    assert "passed over 1 still pictures beside clips: poster.jpg" in notes


def test_clips_that_are_all_too_short_are_one_line(folder):
    animated(folder / "1.gif", 3)
    with pytest.raises(SuiteError, match=r"none of the 1 clips in .* has 4 frames .* 1\.gif \(3 frames\); give"):
        clips(folder)


def test_a_folder_without_clips_is_one_line(folder):
    (folder / "notes.md").write_text("later")
    with pytest.raises(SuiteError, match=r"holds no clips; put \.gif, \.mp4 or \.webm files there"):
        clips(folder)


def test_sizes_that_differ_ask_for_one(folder):
    animated(folder / "1.gif", 4)
    Image.new("RGB", (8, 8)).save(folder / "2.gif", save_all=True, append_images=filmed(3), duration=40)
    with pytest.raises(SuiteError, match="differ in size"):
        clips(folder)


def test_a_video_without_its_library_says_what_to_install(folder, monkeypatch):
    (folder / "1.mp4").write_bytes(b"film")
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(SuiteError, match=r"needs av; run: pip install 'tfgan_suite\[video\]'"):
        clips(folder)


def test_clips_beyond_memory_are_mapped_and_the_same(folder, monkeypatch):
    for number in range(20):
        animated(folder / f"{number:02}.gif", 8, number % 4)
    small = np.asarray(clips(folder)["clip"])
    monkeypatch.setattr(arrays, "MAPPED_FROM", 1000)
    mapped = clips(folder, stride=1)
    assert isinstance(mapped["clip"], np.memmap)
    np.testing.assert_array_equal(np.asarray(mapped["clip"]), small)


def test_a_second_load_reads_the_cache(folder, monkeypatch):
    animated(folder / "1.gif", 4)
    before = clips(folder)
    monkeypatch.setattr("tfgan_suite.data.forms.clips.frames", None)
    np.testing.assert_array_equal(clips(folder)["clip"], before["clip"])
    animated(folder / "1.gif", 4, 1)
    with pytest.raises(SuiteError, match="NoneType"):
        clips(folder)


def test_an_archive_is_read_as_the_folder_in_it(folder, tmp_path):
    for number in range(3):
        animated(folder / "walk" / f"{number}.gif", 4)
    file = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    ours = clips(file)
    assert levels(ours) == [[0, 1, 2, 3]] * 3 and ours.classes == ("walk",)
