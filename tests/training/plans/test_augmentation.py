"""Augmentation of training data: asked for by options, noted in the run, and of training batches alone; resizing."""

import numpy as np
import pytest
import yaml

from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE
from tfgan_suite.data import DataAugmentation, Examples, in_order
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans
from tfgan_suite.training.commands.train import parsed
from tfgan_suite.training.plans.plan import Plan
from tfgan_suite.training.running.open_game import rebuilt
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.train import build as planned
from tfgan_suite.training.systems.registry import SYSTEMS

OFF = {"mirror": False, "crop_from": 0, "turn": 0.0, "colour_jitter": 0.0}
PAPERS = {
    "pix2pix": {"mirror": True, "crop_from": 286, "image_size": 256},
    "cyclegan": {"mirror": True, "crop_from": 286, "image_size": 256},
    "cut": {"mirror": True, "crop_from": 286, "image_size": 256},
    "fastcut": {"mirror": True, "crop_from": 286, "image_size": 256},
    "esrgan": {"mirror": True, "image_size": 128},
    "real_esrgan": {"mirror": True, "image_size": 256},
    "spade": {"mirror": True, "image_size": 256},
    "pix2pixhd": {"mirror": True, "image_size": "512x1024"},
    "text_to_image": {"mirror": True, "crop_from": 76, "image_size": 64},
    "stackgan": {"mirror": True, "crop_from": 304, "image_size": 256},
    "stackgan_pp": {"mirror": True, "crop_from": 304, "image_size": 256},
    "stylegan": {"mirror": True},
    "progan": {"mirror": True},
}
WORDS = ["--mirror", "--crop-from", "10", "--turn", "15", "--colour-jitter", ".2"]
TOLD = "training images are mirrored, cut from 10, turned by up to 15 degrees, colours changed by up to 20%"


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_presets_augment_where_their_papers_do_and_nowhere_else(system):
    for name, preset in system.presets.items():
        asked = PAPERS.get(system.name, {}) if name == "paper" else {}
        assert {**OFF, **preset}.items() >= {**OFF, **asked}.items()
    assert not OFF.keys() & system.settings.keys()


@pytest.mark.parametrize("name", PAPERS)
def test_a_preset_is_an_augmentation_of_its_plan(name):
    _, arguments, *_ = parsed([name, "--preset", "paper"])
    assert arguments.items() >= PAPERS[name].items()
    _, arguments, *_ = parsed([name, "--preset", "paper", "--mirror", "false", "--crop-from", "0"])
    assert arguments.items() >= OFF.items() and parsed([name])[1].items() >= OFF.items()


def dcgan(images, *words):
    small = ["--width", "4", "--latent-dim", "5", "--batch-size", "8", "--epochs", "1"]
    return parsed(["dcgan", "--data", str(images), *small, *words])[:2]


def test_options_are_told_kept_with_the_run_and_compared_when_it_goes_on(images, tmp_path):
    system, arguments = dcgan(images, *WORDS)
    run = Run.prepare(tmp_path / "run", system.name, arguments)
    plan = planned(system, run.arguments)
    run.begin(plan.derived)
    assert plan.found.endswith(f"; {TOLD}")
    assert rebuilt(Run.open(run.path)).augmentation == plan.augmentation == DataAugmentation(True, 10, 15.0, 0.2)
    with pytest.raises(SuiteError, match="crop_from=10, mirror=True"):
        Run.prepare(run.path, system.name, dcgan(images, "--turn", "15", "--colour-jitter", ".2")[1])


def test_nothing_is_told_where_nothing_is_changed(images):
    plan = planned(*dcgan(images))
    assert plan.augmentation is None and "training images" not in plan.found


def test_a_run_of_before_these_options_goes_on_without_them(images, tmp_path):
    system, arguments = dcgan(images)
    run = Run.prepare(tmp_path / "run", system.name, arguments)
    run.begin()
    older = {name: value for name, value in run.arguments.items() if name not in OFF}
    (run.path / "config.yaml").write_text(yaml.safe_dump({**run.config, "arguments": older}))
    assert Run.prepare(run.path, system.name, arguments).arguments.items() >= OFF.items()
    with pytest.raises(SuiteError, match="was started with mirror=None"):
        Run.prepare(run.path, system.name, {**arguments, "mirror": True})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--crop-from", 100], ["crop_from 100", "from 8 to 16"]),
        (["--crop-from", -1], ["--crop-from -1", "0 or more"]),
        (["--turn", 200], ["--turn 200", "degrees from 0 to 180"]),
        (["--colour-jitter", 2], ["--colour-jitter 2", "from 0 to 1"]),
        (["--mirror", "perhaps"], ["perhaps"]),
    ],
)
def test_a_mistake_is_one_line_before_anything_is_written(words, said, tfgan, images, tmp_path):
    status, _, err = tfgan("train", "dcgan", "--data", images, "--run-dir", tmp_path / "run", *words)
    assert status == 2 and len(err) == 1 and all(word in err[0] for word in said), err
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("words", [["seqgan"], ["gan", "--data", "ring"]])
def test_data_without_images_are_refused(words, tfgan, tmp_path):
    status, _, err = tfgan("train", *words, "--mirror", "--run-dir", tmp_path / "run")
    assert status == 2 and len(err) == 1 and "holds no images to augment" in err[0]


def test_what_belongs_together_is_known_by_the_task(tmp_path):
    image = np.random.default_rng(0).integers(0, 256, (20, 16, 16, 3), "uint8")
    np.savez(tmp_path / "two.npz", source=image, target=image)
    how = {"data": str(tmp_path / "two.npz"), "mirror": True}
    assert plans.PairTask(**how).augmentation.apart == ()
    assert plans.DomainTask(**how).augmentation.apart == ("target",)
    assert plans.ShiftTask.apart == ("target",) and plans.FewLabelsTask.apart == ("labelled",)
    assert plans.MaskTask.apart == plans.ClipTask.apart == ()


def test_captions_that_say_left_or_right_are_told_when_images_are_mirrored(tmp_path):
    captions = np.array(["a hat", "a Left shoe", "brighter, leftover", "to the right."] * 5)
    np.savez(
        tmp_path / "told.npz", image=np.random.default_rng(0).integers(0, 256, (20, 8, 8, 1), "uint8"), caption=captions
    )
    task = plans.CaptionTask(data=str(tmp_path / "told.npz"), mirror=True)
    sided = np.isin(task.train["caption"], captions[[1, 3]]).sum()
    assert f"; {sided} captions say left or right" in task.found
    assert "left or right" not in plans.CaptionTask(data=str(tmp_path / "told.npz")).found


def augmented_plan(seed=0):
    game = build(CASES["dcgan"], seed)
    game.compile()
    examples = Examples({"image": np.random.default_rng(0).integers(0, 256, (16, *SHAPE), "uint8")}, "noise")
    changes = DataAugmentation(mirror=True, crop_from=SHAPE[0] + 2, turn=20.0, colour_jitter=0.3)
    return Plan(game, examples, examples, 8, 1, augmentation=changes)


def trained(plan, steps):
    data = plan.training_data(start=int(plan.game.steps.numpy()))
    plan.game.fit(data, steps_per_epoch=steps, verbose=0, shuffle=False)
    return plan.game.generator.get_weights()


def test_a_training_is_resumed_to_the_bit_in_the_middle_of_a_pass(tmp_path):
    plan, again = augmented_plan(), augmented_plan(seed=1)
    plan.game.save(tmp_path / "begun.keras")
    whole = trained(plan, 4)
    plan.restore(tmp_path / "begun.keras")
    trained(plan, 3)
    plan.game.save(tmp_path / "three.keras")
    again.restore(tmp_path / "three.keras")
    for ours, theirs in zip(trained(again, 1), whole, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_what_is_held_out_stays_as_it_is():
    plan = augmented_plan()
    held = next(iter(plan.held_out()["validation_data"]))
    np.testing.assert_array_equal(held, next(iter(in_order(plan.test, 8))))
    assert not np.array_equal(np.sort(held, axis=0), np.sort(next(iter(plan.training_data())), axis=0))


def test_the_way_of_resizing_is_an_option_kept_with_the_run(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (20, 16, 32, 1), "uint8")
    np.save(tmp_path / "wide.npy", images)
    system, arguments = dcgan(tmp_path / "wide.npy", "--image-size", "16", "--resize", "letterbox")
    run = Run.prepare(tmp_path / "run", system.name, arguments)
    train = planned(system, run.arguments).train["image"]
    assert run.arguments["resize"] == "letterbox" and train.shape[1:] == (16, 16, 1)
    assert not train[:, :4].any() and not train[:, 12:].any() and train[:, 4:12].any()
