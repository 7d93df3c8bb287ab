"""`--from RUN` and `--freeze-d N`: which weights come along, which stay, and that resuming takes neither again."""

import shutil

import keras
import numpy as np
import pytest
import yaml

from tests.thorough import thorough
from tests.variants.cases import CASES, build, one_batch
from tests.variants.conftest import STOOD_FOR
from tfgan_suite import layers, losses, networks, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.loading import load_game
from tfgan_suite.training.running.freezing import blocks_of, freeze_discriminator
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.transfer import start_from

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--epochs", 1, "--steps-per-epoch", 2, "--average", 0]
QUICK = [*TINY, "--evaluate", "false", "--export", "false"]
SMALL = {"width": 4, "norm": networks.batch_norm}
MANY = {"cyclegan", "dann", "mdgan", "mocogan", "mocogan_moved", "stackgan", "stackgan_sketching"} | {
    "pix2pixhd",
    "unit",
    "pix2pixhd_coarse",
}
SHALLOW = {"segan", "segan_classes"}


@pytest.fixture
def kept(tmp_path):
    """Saves a game as a run."""

    def save(game, name="source", system="dcgan"):
        path = tmp_path / name
        (path / "checkpoints").mkdir(parents=True)
        (path / "config.yaml").write_text(yaml.safe_dump({"system": system, "arguments": {}}))
        game.compile()
        game.save(path / "checkpoints" / "step-00000000.keras")
        return Run.open(path)

    return save


def dcgan(side, seed, width=4, latent_dim=5):
    keras.utils.set_random_seed(seed)
    shape, small = (side, side, 1), SMALL | {"width": width}
    return variants.DCGAN(networks.generator(shape, latent_dim, **small), networks.discriminator(shape, **small))


@pytest.mark.parametrize("case", ["augmented", "classified", "cyclegan", "mad_gan", "progan", "seqgan", "stylegan"])
def test_everything_of_the_same_system_comes_along(case, kept):
    source, target = build(CASES[case], seed=1), build(CASES[case], seed=2)
    run = kept(source, system=case)
    steps = int(target.steps.numpy())
    came = start_from(target, run)
    assert came and all(not part.left and str(part).endswith(f"all {len(part.came)} layers") for part in came)
    for player in source.players:
        for ours, theirs in zip(target.weights_of(player), source.weights_of(player), strict=True):
            np.testing.assert_array_equal(ours, theirs)
    assert int(target.steps.numpy()) == steps


def test_of_another_size_the_layers_come_along_that_both_have(kept):
    source, target = dcgan(16, seed=1), dcgan(32, seed=2)
    fresh = dcgan(32, seed=2)
    discriminator, generator = start_from(target, kept(source))
    assert generator.network == "generator" and discriminator.network == "discriminator"
    coarse, fine = (network.get_layer(index=1).kernel for network in (source.discriminator, target.discriminator))
    np.testing.assert_array_equal(coarse, fine)
    np.testing.assert_array_equal(_last(source.generator).kernel, _last(target.generator).kernel)
    assert 0 < len(generator.left) < len(generator.came) + len(generator.left)
    came = set(generator.came)
    for ours, before in zip(target.generator.layers, fresh.generator.layers, strict=True):
        for weight, was in zip(ours.weights, before.weights, strict=True):
            assert ours.name in came or (weight.numpy() == was.numpy()).all()


def _last(network):
    return [layer for layer in network.layers if hasattr(layer, "kernel")][-1]


def test_a_moving_average_begins_with_that_of_the_run_or_with_what_its_network_got(kept):
    source = dcgan(16, seed=1)
    source.keep_average("generator")
    source.averages["generator"].set_weights([0.5 * w for w in source.generator.get_weights()])
    for game, factor in ((source, 0.5), (dcgan(16, seed=1), 1.0)):
        target = dcgan(16, seed=2)
        target.keep_average("generator")
        start_from(target, kept(game, name=f"run-{factor}"))
        for ours, theirs in zip(target.averages["generator"].weights, source.generator.weights, strict=True):
            np.testing.assert_array_equal(ours, factor * theirs.numpy())


def test_where_nothing_fits_it_is_said_in_one_line(kept):
    run = kept(dcgan(16, seed=1, width=4))
    fresh, target = dcgan(16, seed=2, width=6, latent_dim=7), dcgan(16, seed=2, width=6, latent_dim=7)
    with pytest.raises(SuiteError, match="dcgan: discriminator, generator"):
        start_from(target, run)
    for ours, before in zip(target.generator.weights, fresh.generator.weights, strict=True):
        np.testing.assert_array_equal(ours, before)


def test_blocks_begin_with_a_kernel_and_hold_the_normalization_after_it():
    blocks = blocks_of(networks.discriminator((32, 32, 1), **SMALL))
    kinds = [[type(layer).__name__ for layer in block] for block in blocks]
    assert kinds[0] == ["ImageConv2D"] and kinds[1][1:] == ["FusedBatchNormalization"] and len(kinds[-1]) == 1


def layers_of_the_discriminator(game):
    (name,) = (name for player in ("discriminator", "critic") for name in game.players.get(player, ()))
    return blocks_of(getattr(game, name))


@pytest.mark.parametrize(
    "case", [thorough(case) if case in STOOD_FOR else case for case in CASES if case not in MANY | SHALLOW]
)
def test_frozen_weights_stay_bit_for_bit_and_the_others_move(case):
    game = build(CASES[case])
    game.compile(run_eagerly=True)
    freeze_discriminator(game, 1)
    first, *others = layers_of_the_discriminator(game)
    frozen = [(weight, weight.numpy()) for layer in first for weight in layer.weights]
    free = [(weight, weight.numpy()) for block in others for layer in block for weight in layer.trainable_weights]
    game.train_on_batch(one_batch(CASES[case]))
    assert frozen and all((weight.numpy() == before).all() for weight, before in frozen)
    assert any((weight.numpy() != before).any() for weight, before in free)


@pytest.mark.parametrize("case", ["wgan_gp", "progan"])
def test_what_is_frozen_is_saved_as_frozen(case, tmp_path):
    game = build(CASES[case])
    game.compile(run_eagerly=True)
    freeze_discriminator(game, 1)
    game.train_on_batch(one_batch(CASES[case]))
    game.save(tmp_path / "game.keras")
    again = load_game(tmp_path / "game.keras")
    again.train_on_batch(one_batch(CASES[case], seed=1))
    for ours, later in zip(*(layers_of_the_discriminator(one)[0] for one in (game, again)), strict=True):
        for weight, resumed in zip(ours.weights, later.weights, strict=True):
            np.testing.assert_array_equal(weight, resumed)
    assert [len(o.variables) for o in again.optimizers.values()] == [len(o.variables) for o in game.optimizers.values()]


def test_spectral_layers_that_are_frozen_iterate_no_more():
    shape, spectral = (16, 16, 1), {"conv": layers.SpectralConv2D}
    discriminator = networks.discriminator(shape, width=4, norm=networks.no_norm, **spectral)
    game = variants.ComposedGAN(networks.generator(shape, 5, width=4), discriminator, objective=losses.Hinge())
    game.compile()
    freeze_discriminator(game, 1)
    (first, *_), (second, *_) = blocks_of(discriminator)[:2]
    u, later = first.u.numpy(), second.u.numpy()
    game.train_on_batch(np.random.default_rng(0).uniform(-1, 1, (8, *shape)).astype("float32"))
    np.testing.assert_array_equal(first.u, u)
    assert (second.u.numpy() != later).any()


@pytest.mark.parametrize("case", sorted(MANY | SHALLOW))
def test_systems_without_a_discriminator_to_freeze_say_so(case):
    game = build(CASES[case])
    game.compile()
    with pytest.raises(SuiteError, match="single discriminator" if case in MANY else "leave --freeze-d out"):
        freeze_discriminator(game, 1)


@pytest.mark.long
def test_from_the_command_line_to_a_resumed_training(tfgan, images, tmp_path):
    """The run starts from another one's weights, keeps what is frozen, and goes on where it was when that is gone."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert tfgan("train", "dcgan", "--data", images, "--run-dir", first, *QUICK)[0] == 0
    command = ["train", "dcgan", "--data", images, "--run-dir", second, *QUICK, "--from", first, "--freeze-d", 1]
    status, said, err = tfgan(*command, "--seed", 5)
    assert status == 0, err
    (line,) = (line for line in said if line.startswith("from "))
    assert line.startswith(f"from {first}: ") and "generator all" in line and "discriminator all" in line
    arguments = Run.open(second).arguments
    assert (arguments["from"], arguments["freeze_d"]) == (str(first), 1)
    old, new = (load_game(next((run / "checkpoints").glob("*.keras"))) for run in (first, second))
    frozen, *others = blocks_of(new.discriminator)
    for ours, theirs in zip(frozen, blocks_of(old.discriminator)[0], strict=True):
        for a, b in zip(ours.weights, theirs.weights, strict=True):
            np.testing.assert_array_equal(a, b)
    assert (others[-1][0].kernel.numpy() != blocks_of(old.discriminator)[-1][0].kernel.numpy()).any()
    whole = [*command[:5], tmp_path / "whole", *command[6:]]
    whole[whole.index("--epochs") + 1] = command[command.index("--epochs") + 1] = 2
    assert tfgan(*whole, "--seed", 5)[0] == 0
    shutil.rmtree(first)
    status, said, err = tfgan(*command, "--seed", 5)
    assert status == 0 and not any(line.startswith("from ") for line in said), err
    resumed = load_game(second / "checkpoints" / "step-00000004.keras")
    for a, b in zip(
        resumed.weights, load_game(tmp_path / "whole/checkpoints/step-00000004.keras").weights, strict=True
    ):
        np.testing.assert_array_equal(a, b)
    assert tfgan("sample", second, "--n", 2, "--out", tmp_path / "two.npy")[0] == 0


@pytest.mark.thorough
def test_other_classes_come_along_but_for_what_tells_them(tfgan, images, tmp_path):
    np.savez(tmp_path / "five.npz", image=np.load(images)["image"], label=np.arange(240, dtype="int32") % 5)
    assert tfgan("train", "cgan", "--data", images, "--run-dir", tmp_path / "three", *QUICK)[0] == 0
    words = ["--data", tmp_path / "five.npz", "--run-dir", tmp_path / "r", *QUICK, "--from", tmp_path / "three"]
    status, said, err = tfgan("train", "cgan", *words)
    assert status == 0, err
    assert any(" of " in line and "(new: " in line for line in said if line.startswith("from "))


def test_mistakes_are_one_line_and_leave_no_run(tfgan, images, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    assert tfgan("train", "dcgan", "--data", images, "--run-dir", first, *QUICK)[0] == 0
    wider = [*QUICK]
    wider[wider.index("--width") + 1] = 6
    wider[wider.index("--latent-dim") + 1] = 7
    for words, said in {
        (*QUICK, "--from", tmp_path / "gone"): "holds no run",
        (*QUICK, "--freeze-d", 1): "give --from RUN too",
        (*QUICK, "--from", first, "--freeze-d", 9): "at most",
        (*QUICK, "--from", first, "--freeze-d", -1): "--freeze-d -1",
        (*wider, "--from", first): "No layer of",
    }.items():
        status, _, err = tfgan("train", "dcgan", "--data", images, "--run-dir", second, *words)
        assert status == 2 and len(err) == 1 and said in err[0], (words, err)
        assert not second.exists()
    status, _, err = tfgan("train", "dcgan", "--data", images, "--run-dir", first, *QUICK, "--from", first)
    assert status == 2 and "was started with from=None" in err[0]
