"""Learning rates of single players."""

import pytest

from tests.variants.cases import CASES, build
from tfgan_suite.errors import SuiteError
from tfgan_suite.optimizers import HistoricalAveraging, LinearDecay, adam
from tfgan_suite.training.commands.train import parsed
from tfgan_suite.training.running.rates import rates_of, set_rates


def test_each_players_rate_is_its_own_and_is_kept_with_the_run():
    system, arguments, _, _ = parsed(["wgan_gp", "--critic-lr", "4e-4", "--learning-rate=3e-4"])
    assert arguments["rates"] == {"critic": 4e-4} and arguments["learning_rate"] == 3e-4
    assert system.checked(arguments)["rates"] == {"critic": 4e-4}
    assert "rates" not in parsed(["wgan_gp"])[1]


def test_others_keep_theirs_and_schedules_keep_their_shape():
    game = build(CASES["wgan_gp"])
    game.compile(critic=HistoricalAveraging(adam(LinearDecay(1e-3, 0, 10), 0.5, 0.9)), generator=adam(2e-4, 0.5, 0.9))
    set_rates(game, {"critic": 4e-3})
    schedule = game.optimizers["critic"].inner._learning_rate
    assert [float(schedule(step)) for step in (0, 5)] == pytest.approx([4e-3, 2e-3])
    assert float(game.optimizers["generator"].learning_rate) == pytest.approx(2e-4)
    set_rates(game, {"generator": 1e-5})
    assert float(game.optimizers["generator"].learning_rate) == pytest.approx(1e-5)


def test_mistakes_are_one_line():
    game = build(CASES["wgan_gp"])
    game.compile()
    with pytest.raises(SuiteError, match="--critic-lr, --generator-lr"):
        set_rates(game, {"judge": 1e-4})
    for said in ("fast", "-1", "0", "nan"):
        with pytest.raises(SuiteError, match="positive number"):
            rates_of([f"--generator-lr={said}"])
