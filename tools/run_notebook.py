"""Runs a notebook from top to bottom and writes it with what it printed: `python tools/run_notebook.py IN OUT`."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

_SECONDS = 300
"""The longest time for one cell."""


def main(source: str, target: str) -> None:
    """Run a notebook in its own folder; the first cell that fails ends it."""
    notebook = nbformat.read(source, as_version=4)
    place = {"metadata": {"path": str(Path(source).resolve().parent)}}
    NotebookClient(notebook, timeout=_SECONDS, kernel_name="python3", resources=place).execute()
    nbformat.write(notebook, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
