import json

import pytest

from benchmarks import large_folders
from tfgan_suite.data import load


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(large_folders, "DRAWN", 20)
    return large_folders.folder_of(tmp_path / "pictures", 90, 16)


def test_folders_are_of_many_links_to_few_pictures(folder):
    examples = load(folder, "all")
    assert examples["image"].shape == (90, 16, 16, 3) and len(examples.classes) == 10
    assert len({image.tobytes() for image in examples["image"]}) == 20


def test_a_training_says_what_it_took(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(large_folders, "READ", 3)
    large_folders.alone(str(folder), str(tmp_path / "run"), "16", "3", "2", "4", "0")
    facts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert facts["examples"] == 81
    assert facts["peak"] > 100 and facts["step"] > 0 and facts["batch"] > 0 and facts["spent"] > 0
