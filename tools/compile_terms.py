"""Write the term files of a room in the form in which they are read fastest: `python tools/compile_terms.py ROOM...`.

People write `data/terms/<room>/<language>.toml`; `data/terms/<room>.tsv` holds the same phrases, each with the words
that it is found by. Run this after a change; a test of the room tells when it was forgotten.
"""

import sys
from pathlib import Path

from leadmatch.values.text.terms import compile_terms

TERMS = Path(__file__).parents[1] / "src/leadmatch/values/resources/data/terms"


def main() -> None:
    """Write one file a room."""
    for room in sys.argv[1:]:
        languages = sorted(path.stem for path in (TERMS / room).glob("*.toml"))
        (TERMS / f"{room}.tsv").write_text(compile_terms(room, languages), "utf-8")


if __name__ == "__main__":
    main()
