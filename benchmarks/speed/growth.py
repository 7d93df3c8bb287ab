"""What a step costs as batch, resolution, width and steps of the critic grow; the peer is the smaller one."""

from benchmarks.race import race
from benchmarks.speed.dcgan import BATCH, LATENT, SHAPE, WIDTH, by_fit, fitted, stream
from benchmarks.speed.line import Line
from tfgan_suite import networks
from tfgan_suite.variants import WGANGP

LARGER = {
    f"batch {2 * BATCH}": {"batch": 2 * BATCH},
    f"{2 * SHAPE[0]}x{2 * SHAPE[1]}": {"shape": (2 * SHAPE[0], 2 * SHAPE[1], 1)},
    f"width {2 * WIDTH}": {"width": 2 * WIDTH},
}
CRITIC_STEPS = (5, 1)


def wgan_gp(n_critic):
    critic = networks.discriminator(SHAPE, width=WIDTH, norm=networks.no_norm, name="critic")
    game = WGANGP(networks.generator(SHAPE, LATENT, width=WIDTH), critic, n_critic=n_critic)
    return fitted(game, stream(batch=BATCH * n_critic))


def lines(rounds, steps):
    plain = f"batch {BATCH}, {SHAPE[0]}x{SHAPE[1]}, width {WIDTH}"
    taken = race({plain: by_fit()} | {name: by_fit(**larger) for name, larger in LARGER.items()}, rounds, steps)
    found = [Line(f"DCGAN, {name}", plain, taken[name], taken[plain]) for name in LARGER]
    many, few = (f"n_critic {n}" for n in CRITIC_STEPS)
    taken = race({f"n_critic {n}": wgan_gp(n) for n in CRITIC_STEPS}, rounds, max(1, steps // 5))
    return [*found, Line(f"WGAN-GP, {many}", few, taken[many], taken[few])]
