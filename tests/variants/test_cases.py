"""That the contract of all games is one of all games."""

from tests.variants.cases import CASES
from tfgan_suite import Game, variants


def test_every_game_that_can_be_played_has_a_case():
    games = [getattr(variants, name) for name in variants.__all__]
    playable = {game for game in games if game.train_step is not Game.train_step}
    assert len(playable) > 20
    assert playable <= {type(case.build()) for case in CASES.values()}
