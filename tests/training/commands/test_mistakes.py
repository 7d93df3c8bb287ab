"""A user's mistake is one line, exit status 2, and nothing half-written."""

import contextlib
import pickle
import shutil
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--epochs", 1, "--steps-per-epoch", 2]


@pytest.fixture
def refused(tfgan, tmp_path):
    """Asserts that a command is refused in one line that has these words, and leaves no run behind."""

    def check(*argv, words):
        status, _, err = tfgan(*argv)
        assert status == 2
        assert len(err) == 1 and err[0].startswith("tfgan: "), err
        for word in words:
            assert word in err[0], err[0]

    return check


def test_unknown_commands_and_systems(refused):
    refused("frobnicate", words=["frobnicate", "--help"])
    refused("train", words=["tfgan list"])
    refused("train", "dcgn", words=["dcgn", "did you mean dcgan"])
    refused("train", "xyzzy", words=["dcgan", "wgan_gp", "cgan"])


def test_unknown_data(refused, tmp_path):
    refused("train", "dcgan", "--data", "fashion_mnits", "--run-dir", tmp_path / "r", words=["fashion_mnist"])
    assert not (tmp_path / "r").exists()


def test_flags_that_make_no_sense(refused, images, tmp_path):
    train = ["train", "dcgan", "--data", images, "--run-dir", tmp_path / "r"]
    refused(*train, "--batch-size", "many", words=["--batch-size many", "whole number"])
    refused(*train, "--batch-size", 0, words=["batch", "positive"])
    refused(*train, "--no-such-flag", 1, words=["no-such-flag"])
    refused(*train, "--preset", "papr", words=["papr", "paper"])
    refused(*train, "--image-size", 30, words=["multiples of 4"])
    refused(*train, "--batch-size", 500, words=["500"])
    refused(*train, "--features", "none.keras", words=["none.keras", "Keras model"])
    refused(*train, "--features", "inception_v3", "--evaluate", "false", words=["--features", "leave it out"])
    assert not (tmp_path / "r").exists()


def test_weights_that_are_not_those_of_fids_network(refused, images, tmp_path):
    (tmp_path / "foreign.pth").write_bytes(pickle.dumps(print))
    (tmp_path / "text.pth").write_text("weights")
    run = tmp_path / "r"
    run.mkdir()
    (run / "config.yaml").write_text("system: dcgan\narguments: {data: ring}\n")
    for command in (
        ["train", "dcgan", "--data", images, "--run-dir", tmp_path / "new"],
        ["compare", "dcgan", "lsgan", "--steps", 8, "--out", tmp_path / "new"],
        ["evaluate", run],
    ):
        refused(*command, "--weights", "x.pth", words=["--weights", "give --features inception_v3 too"])
        command += ["--features", "inception_v3", "--weights"]
        refused(*command, tmp_path / "x.pth", words=["x.pth cannot be read", "No such file", "pt_inception"])
        refused(*command, tmp_path / "foreign.pth", words=["foreign.pth does not hold", "asks for", "print"])
        refused(*command, tmp_path / "text.pth", words=["text.pth does not hold", "pt_inception"])
    assert not (tmp_path / "new").exists()


def test_folders_without_images(refused, tmp_path):
    (tmp_path / "empty").mkdir()
    refused("train", "dcgan", "--data", tmp_path / "empty", "--run-dir", tmp_path / "r", words=["empty"])
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "zero.png").touch()
    status_words = ["bad"]
    refused("train", "dcgan", "--data", tmp_path / "bad", "--run-dir", tmp_path / "r", words=status_words)
    assert not (tmp_path / "r").exists()


def test_an_unreadable_image_is_named_and_skipped(tfgan, tmp_path):
    folder = tmp_path / "some"
    folder.mkdir()
    for i in range(20):
        Image.fromarray(np.full((8, 8), 10 * i, "uint8")).save(folder / f"{i}.png")
    (folder / "zero.png").touch()
    status, out, err = tfgan("train", "dcgan", "--data", folder, "--run-dir", tmp_path / "r", *TINY)
    assert status == 0, err
    assert out[0].endswith("skipped 1 of 21 images: zero.png (0 bytes)")


def test_labels_that_are_missing(refused, tmp_path):
    np.save(tmp_path / "bare.npy", np.zeros((40, 8, 8, 1), "uint8"))
    refused("train", "cgan", "--data", tmp_path / "bare.npy", words=["labels", "dcgan"])

    refused("train", "ssl_gan", "--data", tmp_path / "bare.npy", words=["labels", "dcgan"])


def test_images_too_small_for_capsules(refused, images):
    refused("train", "capsgan", "--data", images, *TINY, words=["17x17", "these are 8x8", "--image-size"])


def test_examples_without_label_among_labelled_ones(refused, tfgan, tmp_path):
    labels = np.where(np.arange(40) % 4 < 3, np.arange(40) % 2, -1)
    np.savez(
        tmp_path / "few.npz", image=np.random.default_rng(0).integers(0, 256, (40, 8, 8, 1), "uint8"), label=labels
    )
    command = ["--data", tmp_path / "few.npz", *TINY, "--evaluate", "false", "--export", "false"]
    refused("train", "cgan", *command, "--run-dir", tmp_path / "r", words=["have no label", "ssl_gan"])
    assert not (tmp_path / "r").exists()
    status, out, err = tfgan("train", "ssl_gan", *command, "--run-dir", tmp_path / "s")
    assert status == 0, err
    assert "without label" in out[0]


def test_pairs_and_masks_that_do_not_fit_are_refused_before_training(refused, tmp_path):
    image = np.random.default_rng(0).integers(0, 256, (80, 16, 16, 3), "uint8")
    np.savez(tmp_path / "sizes.npz", source=image, target=image[:, :8, :8])
    np.savez(tmp_path / "nothing.npz", image=image, mask=0 * image[..., 0])
    for system in ("pix2pix", "cyclegan"):
        words = ["16x16 and 8x8", "--image-size"]
        refused("train", system, "--data", tmp_path / "sizes.npz", "--run-dir", tmp_path / "r", words=words)
    words = ["marks nothing", "give 0 or False where the object is not"]
    refused("train", "segan", "--data", tmp_path / "nothing.npz", "--run-dir", tmp_path / "r", words=words)
    assert not (tmp_path / "r").exists()


def test_annotations_and_lists_that_do_not_fit_are_refused_before_training(refused, tmp_path):
    train = ["train", "segan", "--run-dir", tmp_path / "r", "--data"]
    for name, content, words in (
        ("cut", "{", ["instances.json cannot be read", "save it as JSON again"]),
        ("other", '{"images": [], "annotations": {}}', ["is not as COCO keeps annotations", '"categories": [...]']),
        ("boxes", '{"images": [], "annotations": [{"id": 3}], "categories": []}', ["can be drawn", "polygons or runs"]),
    ):
        (tmp_path / name).mkdir()
        Image.new("RGB", (16, 16)).save(tmp_path / name / "1.png")
        (tmp_path / name / "instances.json").write_text(content)
        refused(*train, tmp_path / name, words=words)
    for folder in ("JPEGImages", "SegmentationClass", "ImageSets/Segmentation"):
        (tmp_path / "kit" / folder).mkdir(parents=True)
    (tmp_path / "kit" / "ImageSets" / "Segmentation" / "train.txt").write_bytes(b"\xff\xfe\xfa")
    refused(*train, tmp_path / "kit", words=["train.txt cannot be read", "name of a picture in each line"])
    (tmp_path / "packed.npz").write_bytes(b"PK")
    refused("train", "dcgan", "--data", tmp_path / "packed.npz", "--run-dir", tmp_path / "r", words=["cannot be read"])
    assert not (tmp_path / "r").exists()


def test_directories_that_are_no_run_or_another_one(refused, tfgan, images, tmp_path):
    for command in ("sample", "evaluate", "export"):
        refused(command, tmp_path / "nowhere", words=["holds no run"])
    run = tmp_path / "run"
    assert tfgan("train", "dcgan", "--data", images, "--run-dir", run, *TINY)[0] == 0
    refused("train", "cgan", "--data", images, "--run-dir", run, *TINY, words=["holds a run of dcgan", "--run-dir"])
    refused("train", "dcgan", "--data", images, "--run-dir", run, *TINY, "--seed", 5, words=["seed=0"])
    refused("sample", run, "--label", 1, words=["without a label among its inputs"])
    refused("sample", run, "--out", tmp_path / "x.txt", words=[".npy", ".png"])
    refused("sample", run, "--n", 0, words=["positive"])
    refused("export", run, "--formats", "onnx", words=["onnx", "litert"])
    (run / "config.yaml").write_text("[1, 2")
    refused("sample", run, words=["config.yaml", "damaged"])


def test_a_damaged_checkpoint_is_named(refused, tfgan, images, tmp_path):
    run = tmp_path / "run"
    command = ["train", "dcgan", "--data", images, "--run-dir", run, *TINY, "--export", "false"]
    assert tfgan(*command)[0] == 0
    (checkpoint,) = (run / "checkpoints").iterdir()
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    refused("sample", run, words=[checkpoint.name, "damaged"])
    refused(*command, words=[checkpoint.name, "damaged"])


@pytest.fixture
def small_disk(request, tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    size = getattr(request, "param", "200k")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk(refused, images, small_disk):
    train = ["train", "dcgan", "--data", images, "--run-dir", small_disk / "run", "--batch-size", 8, "--epochs", 1]
    refused(*train, words=["space"])
    assert not list((small_disk / "run" / "checkpoints").iterdir())


def test_help_and_list_do_not_import_tensorflow():
    program = (
        "import sys; sys.argv = ['tfgan', {!r}]; from tfgan_suite.training.commands.main import main\n"
        "try: main()\nexcept SystemExit: pass\nassert 'tensorflow' not in sys.modules and 'keras' not in sys.modules"
    )
    for word in ("--help", "list"):
        subprocess.run([sys.executable, "-c", program.format(word)], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("small_disk", ["4m"], indirect=True)
def test_an_export_for_which_the_disk_is_full_leaves_the_one_before_it(refused, tfgan, images, small_disk):
    run = small_disk / "run"
    assert tfgan("train", "dcgan", "--data", images, "--run-dir", run, *TINY, "--evaluate", "false")[0] == 0
    before = {path: path.read_bytes() for path in (run / "export").rglob("*") if path.is_file()}
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        with contextlib.suppress(OSError):
            while True:
                filler.write(bytes(1024))
        filler.truncate(filler.tell() - 20_480)
    refused("export", run, words=["space", "nothing was kept"])
    after = {path: path.read_bytes() for path in (run / "export").rglob("*") if path.is_file()}
    assert after == before and any(path.name == "saved_model.pb" for path in after)
