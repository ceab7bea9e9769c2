"""Everything that is run on this project: `nox` alone runs what must pass before a change is kept."""

import re
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = [
    "imports",
    "lint",
    "types",
    "tests_minimal",
    "tests_frames",
    "doctests",
    "docs",
    "build",
    "tests",
]

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
CONSTRAINTS = ("-c", "constraints.txt")
EVERYTHING = ("-e", ".[charts,frames,ledger,testing]")
BENCHMARKS = (
    "stages",
    "screening",
    "qualification",
    "conflicts",
    "matching_speed",
    "simulated_year",
    "frames",
    "ledger",
)
_GROUPS = ("--group", "dev", "--group", "docs", "--group", "bench", "--group", "train")


def install(session: nox.Session, *groups: str, project: tuple[str, ...] = ("-e", ".")) -> None:
    """Install dependency groups and the project, at the versions of constraints.txt."""
    needs = nox.project.dependency_groups(PROJECT, *groups) if groups else ()
    session.install(*CONSTRAINTS, *needs, *project)


@nox.session(tags=["fast"])
def imports(session: nox.Session) -> None:
    """Check that the rooms are stacked, without cycles, and that the core does no I/O."""
    install(session, "lint")
    session.run("lint-imports", "--no-cache")


@nox.session(tags=["fast"])
def lint(session: nox.Session) -> None:
    """Check style, spelling, declared dependencies and the fragments of the changelog."""
    install(session, "lint", "docs")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell", "src", "docs", "tests", "README.md", "CONTRIBUTING.md", "SECURITY.md", "changes")
    session.run("deptry", "src")
    _check_fragments(session)


def _check_fragments(session: nox.Session) -> None:
    """Refuse a fragment of a type that is not declared: towncrier would leave it out without a word."""
    types = "|".join(kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"])
    name = re.compile(rf"\+?[a-z0-9-]+\.(?:{types})(?:\.\d+)?\.md")
    fragments = {file.name for file in (ROOT / "changes").iterdir()} - {"README.md"}
    unknown = sorted(file for file in fragments if not name.fullmatch(file))
    if unknown:
        session.error(f"changes/ holds {', '.join(unknown)}; name a fragment as topic.feature.md, of {types}")
    session.run("towncrier", "build", "--draft", "--version", "next", silent=True)


@nox.session(tags=["fast"])
def types(session: nox.Session) -> None:
    """Check the types twice: mypy strict over everything, ty over the package."""
    install(session, "dev", project=EVERYTHING)
    session.run("mypy")
    session.run("ty", "check")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with branch coverage; arguments go to pytest and switch the measuring off."""
    install(session, "test", "notebooks", project=EVERYTHING)
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-n", "auto", env={"HYPOTHESIS_PROFILE": "ci"})
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def tests_minimal(session: nox.Session) -> None:
    """Show, with nothing but the run-time dependencies installed, that nothing heavy is loaded before it is used."""
    session.install(*CONSTRAINTS, "pytest", "-e", ".")
    session.run("pytest", "-o", "addopts=--import-mode=importlib", "--noconftest", "tests/test_import.py")


@nox.session
@nox.parametrize("library", ["pandas", "polars", "none"])
def tests_frames(session: nox.Session, library: str) -> None:
    """Run the tests of data frames with only pandas, with only polars, and without the extra, which has to be named."""
    if library == "none":
        session.install(*CONSTRAINTS, "pytest", "-e", ".")
        where = ("--noconftest", "tests/adapters/frames/test_missing.py")
        session.run("pytest", "-o", "addopts=--import-mode=importlib", *where)
        return
    session.install(*CONSTRAINTS, library, "pytest", "pytest-socket", "sybil", "-e", ".[frames,testing]")
    session.run("pytest", "tests/adapters/frames", *session.posargs)


@nox.session(default=False)
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest versions that pyproject.toml allows."""
    needs = nox.project.dependency_groups(PROJECT, "test", "notebooks")
    session.install("--resolution", "lowest-direct", *needs, *EVERYTHING)
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def properties(session: nox.Session) -> None:
    """Run the tests with 5,000 examples a property."""
    install(session, "test", "notebooks", project=EVERYTHING)
    session.run("pytest", *session.posargs, env={"HYPOTHESIS_PROFILE": "deep"})


@nox.session
def doctests(session: nox.Session) -> None:
    """Run the examples of README.md and docs/, each page from top to bottom."""
    install(session, "test", project=EVERYTHING)
    session.run("pytest", "-p", "no:randomly", "README.md", "docs", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into site/; a broken link is an error."""
    install(session, "docs")
    session.run("zensical", "build", "--strict", "--clean")


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel, install it without its sources and run the demo from it."""
    place = Path(session.create_tmp()).resolve()
    shutil.rmtree(place / "dist", ignore_errors=True)
    session.install(*CONSTRAINTS, "uv")
    session.run("uv", "build", "--wheel", "--out-dir", str(place / "dist"), silent=True)
    (wheel,) = (place / "dist").glob("*.whl")
    session.install(*CONSTRAINTS, "--force-reinstall", str(wheel))
    with session.chdir(place):
        session.run("leadmatch", "demo", "--out", "out")
    if not (place / "out" / "report.html").is_file():
        session.error("The demo of the built wheel wrote no report.html")


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Install the project and run it on its example data."""
    session.install(*CONSTRAINTS, "-e", ".")
    session.run("leadmatch", "demo", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Print what each stage costs, beside its peers where it has any.

    Names after `--` choose one benchmark and its options: `nox -s bench -- frames 10000 100000 1000000`.
    """
    install(session, "test", project=EVERYTHING)
    if session.posargs:
        name, *options = session.posargs
        session.run("python", f"benchmarks/{name}.py", *options)
        return
    for name in BENCHMARKS:
        session.run("python", f"benchmarks/{name}.py")


@nox.session(default=False)
def peers(session: nox.Session) -> None:
    """Compare assignment with OR-tools and duplicates with splink, in an environment that has both."""
    install(session, "bench", project=EVERYTHING)
    session.run("python", "benchmarks/assignment_oracle.py")
    session.run("python", "benchmarks/conflicts.py", "--splink")


@nox.session(default=False)
def train(session: nox.Session) -> None:
    """Fit the model of wording anew on the labelled messages of the tests; scoring needs none of what this installs."""
    install(session, "train")
    session.run("python", "tools/train_wording.py", *session.posargs)


@nox.session(default=False, venv_backend="uv")
def lock(session: nox.Session) -> None:
    """Compile constraints.txt anew, from versions that are at least a week old; it names no index."""
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", "--all-extras", *_GROUPS),
        *("--universal", "--upgrade", "--exclude-newer", "1 week"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--output-file", "constraints.txt"),
        external=True,
        silent=True,
    )
    if "://" in (ROOT / "constraints.txt").read_text(encoding="utf-8"):
        session.error("constraints.txt names an address")
