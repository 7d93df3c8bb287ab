"""What a long training keeps of each of its checkpoints: a file, and nothing in memory."""

import keras

from tests.variants.cases import CASES, build


def test_saving_makes_no_variables(monkeypatch, tmp_path):
    game = build(CASES["wgan_gp"])
    game.compile()
    game.save(tmp_path / "first.keras")
    made, make = [], keras.Variable.__init__

    def counted(self, *arguments, **options):
        made.append(self)
        make(self, *arguments, **options)

    monkeypatch.setattr(keras.Variable, "__init__", counted)
    game.save(tmp_path / "second.keras")
    assert made == []
    keras.Variable(0.0)
    assert len(made) == 1, "so that others would have been counted"
