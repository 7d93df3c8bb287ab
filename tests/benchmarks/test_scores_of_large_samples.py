import pytest

from benchmarks import scores_of_large_samples
from tfgan_suite.metrics import nearest_neighbour_two_sample


@pytest.mark.thorough
def test_more_memory_than_allowed_fails(monkeypatch, capsys):
    monkeypatch.setattr(scores_of_large_samples, "SCORES", (nearest_neighbour_two_sample,))
    monkeypatch.setattr("sys.argv", ["benchmark", "--n", "300", "--d", "8", "--most", "0.01"])
    with pytest.raises(SystemExit, match=r"more than 0.01 GB: nearest_neighbour_two_sample"):
        scores_of_large_samples.main()
    _, values, _, peak = capsys.readouterr().out.splitlines()[-1].strip("| ").split("|")
    assert 0.4 < float(values.split(",")[-1]) < 0.6, "one law on both sides"
    assert 0.1 < float(peak) < 20, "GB of the process"
