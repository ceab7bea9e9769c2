"""What is loaded when: counted in modules of a fresh interpreter, never in seconds.

This file needs nothing but pytest and the package, so it also runs where nothing else is installed.
"""

import subprocess
import sys

import pytest

HEAVY = {
    "pydantic",
    "pydantic_core",
    "numpy",
    "scipy",
    "sklearn",
    "pandas",
    "polars",
    "sqlalchemy",
    "phonenumbers",
    "email_validator",
    "rapidfuzz",
    "anyascii",
    "jinja2",
    "click",
    "hypothesis",
}
MODULES_AT_MOST = 8
"""A bare interpreter starts with about 60. Importing `typing` alone brings 25 and doubles its time."""
ABSENT_WHEN_SCREENING = {"numpy", "scipy", "sklearn", "pandas", "polars", "sqlalchemy", "jinja2", "click", "hypothesis"}
SCREEN_ONE = (
    "import leadmatch as lm\n"
    "lm.Screener().screen(lm.Lead(email='birte@luehrsen.de', phone='+49 40 74218836', message='Wir brauchen Scanner.'))"
)


def run(code: str) -> str:
    """Return what a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code, beyond those it starts with."""
    listing = "import sys\nbefore = set(sys.modules)\n{}\nprint(*sorted(set(sys.modules) - before))"
    return set(run(listing.format(code)).split())


def families(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_importing_leadmatch_loads_nothing_heavy() -> None:
    assert families(loaded_by("import leadmatch")) & HEAVY == set()


def test_importing_leadmatch_loads_itself_and_a_handful_of_the_standard_library() -> None:
    loaded = loaded_by("import leadmatch")
    assert families(loaded) - sys.stdlib_module_names == {"leadmatch"}
    assert len(loaded) <= MODULES_AT_MOST, sorted(loaded)
    assert {name for name in loaded if name.startswith("leadmatch.")} == set()


def test_screening_one_lead_loads_neither_numbers_nor_frames_nor_databases() -> None:
    assert families(loaded_by(SCREEN_ONE)) & ABSENT_WHEN_SCREENING == set()


def test_screening_one_lead_loads_no_room_above_screening() -> None:
    rooms = {name.split(".")[1] for name in loaded_by(SCREEN_ONE) if name.startswith("leadmatch.")}
    assert rooms <= {"values", "records", "evidence", "screening", "errors"}


def test_phone_numbers_bring_no_carriers_places_or_time_zones() -> None:
    loaded = loaded_by(SCREEN_ONE)
    assert not {"phonenumbers.carrier", "phonenumbers.geocoder", "phonenumbers.timezone"} & loaded


def test_every_public_name_can_be_had_and_is_listed() -> None:
    told = run(
        "import leadmatch as lm\n"
        "assert list(lm.__all__) == sorted(lm.__all__), lm.__all__\n"
        "assert set(lm.__all__) <= set(dir(lm))\n"
        "print(sum(getattr(lm, name) is not None for name in lm.__all__) == len(lm.__all__))"
    )
    assert told.strip() == "True"


def test_a_star_import_brings_exactly_the_public_names() -> None:
    told = run(
        "import leadmatch\nspace = {}\nexec('from leadmatch import *', space)\n"
        "print(set(space) - {'__builtins__'} == set(leadmatch.__all__))"
    )
    assert told.strip() == "True"


def test_an_unknown_name_is_refused_by_name() -> None:
    told = run("import leadmatch\ntry:\n    leadmatch.Screner\nexcept AttributeError as error:\n    print(error)")
    assert "Screner" in told
    assert "leadmatch" in told


def test_the_version_is_that_of_the_installed_distribution() -> None:
    told = run(
        "import leadmatch, importlib.metadata as m\nprint(leadmatch.__version__ == m.version('channel-leadmatch'))"
    )
    assert told.strip() == "True"


@pytest.mark.parametrize(
    "room", ["values", "records", "evidence", "screening", "qualification", "conflicts", "matching"]
)
def test_a_room_by_itself_loads_nothing(room: str) -> None:
    loaded = loaded_by(f"import leadmatch.{room}")
    assert {name for name in loaded if name.startswith("leadmatch.")} == {f"leadmatch.{room}"}
