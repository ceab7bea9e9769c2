import importlib


def test_loading_the_entry_point_runs_nothing() -> None:
    assert importlib.import_module("leadmatch.__main__").main
