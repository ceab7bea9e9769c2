"""Build `data/screening_letters.txt`: how surprising each letter is after the two before it, in names and words.

Sources: names, companies, towns and words of all Faker locales (MIT), and the project's own term files. Run it with
`python tools/build_letters.py`; the same Faker version gives the same bytes.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import faker.providers

from leadmatch.values.text.fold import fold

DATA = Path(__file__).parents[1] / "src/leadmatch/values/resources/data"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGNS = LETTERS + "^"
WORD = re.compile(r"[a-z]+")
KINDS = ("person", "company", "address", "lorem", "job")
SHORTEST = 3
BITS_PER_STEP = 0.25
FIRST_SIGN = 35


def faker_texts() -> Iterator[str]:
    """Yield every text in the providers of names, companies, towns, words and jobs."""
    for module in sorted(walk_packages(faker.providers.__path__, "faker.providers."), key=lambda found: found.name):
        if module.name.split(".")[2] in KINDS:
            provider = getattr(import_module(module.name), "Provider", None)
            for name, value in sorted(vars(provider).items()) if provider else ():
                if not name.startswith("_"):
                    yield from texts_in(value)


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - attributes of providers are of any kind
    """Yield the texts inside tuples, lists and dictionaries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in value:
            yield from texts_in(key)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in sorted(value, key=str) if isinstance(value, (set, frozenset)) else value:
            yield from texts_in(item)


def term_texts() -> Iterator[str]:
    """Yield the phrases of the term files."""
    for path in sorted((DATA / "terms").rglob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8")).values():
            yield from (phrase for phrases in table.values() for phrase in phrases if "*" not in phrase)


def words() -> set[str]:
    """Return all different words of three letters and more."""
    texts = (*faker_texts(), *term_texts())
    return {word for text in texts if "{" not in text for word in WORD.findall(fold(text)) if len(word) >= SHORTEST}


def costs(types: set[str]) -> list[str]:
    """Return one line of 27 signs for each pair of letters: the bits of each letter that may follow."""
    tri: Counter[str] = Counter()
    pair: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for word in types:
        text = f"^^{word}^"
        for place in range(2, len(text)):
            tri[text[place - 2 : place + 1]] += 1
            pair[text[place - 1 : place + 1]] += 1
            single[text[place]] += 1
    total = sum(single.values())
    lines = []
    for one in SIGNS:
        for two in SIGNS:
            pairs = sum(pair[two + sign] for sign in SIGNS)
            trios = sum(tri[one + two + sign] for sign in SIGNS)
            line = ""
            for sign in SIGNS:
                low = (single[sign] + 1) / (total + len(SIGNS))
                middle = (pair[two + sign] + 8 * low) / (pairs + 8)
                high = (tri[one + two + sign] + 4 * middle) / (trios + 4)
                line += chr(FIRST_SIGN + min(90, round(-math.log2(high) / BITS_PER_STEP)))
            lines.append(line)
    return lines


def main() -> None:
    """Write the file."""
    types = words()
    path = DATA / "screening_letters.txt"
    path.write_text("\n".join(costs(types)) + "\n", "utf-8")
    print(f"{len(types):,} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
