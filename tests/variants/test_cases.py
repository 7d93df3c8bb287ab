"""That the contract of all games is one of all games."""

from tests.variants.cases import CASES
from tfgan_suite import Game, variants


def test_every_game_with_a_train_step_has_a_case():
    games = [getattr(variants, name) for name in variants.__all__]
    own = {game for game in games if game.train_step is not Game.train_step}
    concrete = {game for game in own if not game.__module__.startswith(f"{variants.__name__}.bases.")}
    assert len(concrete) > 20
    assert concrete <= {type(case.build()) for case in CASES.values()}
