"""Every combination builds, and those that make no sense are refused in one line."""

import keras
import numpy as np
import pytest

from tfgan_suite.training.recipes.objectives.combinations import CARDS
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.registry import find
from tfgan_suite.variants import ComposedGAN


@pytest.fixture(scope="module")
def large_labelled(large_images, tmp_path_factory):
    path = tmp_path_factory.mktemp("labelled") / "labelled.npz"
    np.savez(path, image=np.load(large_images)["image"], label=np.arange(800, dtype="int32") % 3)
    return path


@pytest.mark.parametrize("name", [system.name for system in CARDS])
def test_a_row_builds_its_game(name, large_labelled):
    plan = build(find(name), {"seed": 0, "data": str(large_labelled), "width": 8, "epochs": 1})
    assert isinstance(plan.game, ComposedGAN)
    assert plan.examples_per_step == plan.batch_size * plan.game.n_critic


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("wgan", ["--critic-norm", "batch"], "clipping holds its scales near 0"),
        ("wgan", ["--critic-norm", "layer"], "clipping holds its scales near 0"),
        ("gan", ["--critic-norm", "none", "--minibatch-kernels", "5", "--r1", "10"], "minibatch discrimination"),
        ("lsgan", ["--gradient-penalty", "10"], "a score depend on the whole batch"),
        ("lsgan", ["--r1", "10"], "a score depend on the whole batch"),
        ("wgan_gp", ["--critic-norm", "batch"], "batch"),
        ("wgan", ["--critic-norm", "spectral"], "divides out"),
        ("lsgan", ["--real-target", "0.9"], "has no such target"),
        ("lsgan", ["--divergence", "kl"], "the objective here is least_squares"),
        ("gan", ["--networks", "maxout", "--minibatch-kernels", "5"], "needs the convolutional networks"),
        ("gan", ["--networks", "maxout", "--critic-norm", "batch"], "--networks is maxout"),
        ("gan", ["--networks", "maxout", "--critic-norm", "layer"], "--networks is maxout"),
        ("gan", ["--networks", "maxout", "--critic-norm", "spectral"], "--networks is maxout"),
        ("gan", ["--networks", "maxout", "--generator-norm", "virtual"], "--networks is maxout"),
        ("gan", ["--networks", "capsules", "--critic-norm", "layer"], "--networks is capsules"),
        ("gan", ["--data", "ring", "--minibatch-kernels", "5"], "networks for points are dense"),
        ("gan", ["--data", "ring", "--generator-norm", "batch"], "networks for points are dense"),
        ("gan", ["--data", "ring", "--networks", "maxout"], "these data are points"),
        ("gan", ["--data", "ring", "--augmentation", "ada"], "these data are points"),
        ("gan", ["--data", "ring", "--networks", "residual"], "these data are points"),
        ("gan", ["--attention", "2"], "needs --networks residual"),
        ("gan", ["--networks", "residual", "--generator-norm", "virtual"], "has no virtual normalization"),
        ("gan", ["--networks", "maxout", "--generator-norm", "spectral"], "--networks is maxout"),
        ("gan", ["--networks", "maxout", "--generator-norm", "style"], "--networks is maxout"),
        ("biggan", ["--generator-norm", "style"], "normalized by z"),
        ("gan", ["--data", "ring", "--consistency", "10"], "these data are points"),
        ("ragan", ["--top-k", "0.5"], "relativistic"),
        ("gan", ["--top-k", "0.5", "--feature-matching"], "two aims"),
        ("gan", ["--condition-weight", "2"], "is of --condition acgan, reacgan, contragan; it is none here"),
        ("gan", ["--ada-images", "1000"], "the augmentation here is none"),
        ("gan", ["--top-k-interval", "10"], "give a share below 1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(name, options, reason, tfgan, large_images, tmp_path):
    status, _, err = tfgan("train", name, "--data", large_images, "--run-dir", tmp_path / "run", *options)
    assert status == 2 and len(err) == 1 and reason in err[0]
    assert not (tmp_path / "run").exists()


def test_wgan_trains_without_momentum(large_images):
    plan = build(find("wgan"), {"seed": 0, "data": str(large_images), "width": 8})
    assert all(isinstance(o, keras.optimizers.RMSprop) and o.momentum == 0 for o in plan.game.optimizers.values())


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"clip": 0.01}, keras.optimizers.RMSprop),
        ({"gradient_penalty": 10.0}, keras.optimizers.Adam),
        ({"clip": 0.01, "optimizer": "adam"}, keras.optimizers.Adam),
    ],
)
def test_a_wasserstein_critic_of_ones_own_has_the_optimizer_that_it_bears(options, kind, large_images):
    settings = {"seed": 0, "data": str(large_images), "width": 8, "objective": "wasserstein", "critic_norm": "none"}
    plan = build(find("gan"), {**settings, **options})
    assert all(isinstance(optimizer, kind) for optimizer in plan.game.optimizers.values())


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("wgan", {"clip": 0.01, "learning_rate": 5e-5, "n_critic": 5}),
        ("fisher_gan", {"rho": 1e-6, "learning_rate": 5e-5, "n_critic": 5}),
        ("dragan", {"dragan": 10.0, "learning_rate": 1e-4, "beta_2": 0.9, "batch_size": 128}),
    ],
)
def test_the_papers_numbers_are_a_preset_away(name, numbers):
    system = find(name)
    assert {**system.settings, **system.presets["paper"]}.items() >= numbers.items()


def test_two_time_scales(large_images):
    """Heusel et al. 2017, and SAGAN: the discriminator's rate is another than the generator's."""
    own = {"learning_rate": 1e-4, "discriminator_learning_rate": 4e-4, "width": 8}
    plan = build(find("gan"), {"seed": 0, "data": str(large_images), **own})
    rates = {player: float(optimizer.learning_rate) for player, optimizer in plan.game.optimizers.items()}
    assert rates == pytest.approx({"discriminator": 4e-4, "generator": 1e-4})


@pytest.mark.parametrize("name", ["sngan", "wgan_gp"])
def test_papers_networks_are_residual(name, large_images):
    preset = {key: value for key, value in find(name).presets["paper"].items() if key in ("networks", "latent_dim")}
    plan = build(find(name), {"seed": 0, "data": str(large_images), "width": 8, "epochs": 1, **preset})
    for network in (getattr(plan.game, player) for player in plan.game.players):
        assert any(isinstance(layer, keras.layers.Add) for layer in network.layers), network.name
