"""Term files: the phrases of a room in one language, as data."""

import tomllib
from functools import cache

from leadmatch.values.resources import read
from leadmatch.values.text.phrases import Term

_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@cache
def load_terms(room: str, language: str) -> tuple[Term, ...]:
    """Return the terms of `data/terms/<room>/<language>.toml`, in the order of the file.

    The file holds tables whose leaves are lists of phrases; the path of a list is its term id: the list `strong` of the
    table `[student]` has the id `student.strong`. German phrases are read in both spellings (`für` and `fuer`).

    Args:
        room: the folder of term files, such as `screening`.
        language: ISO 639-1 code of a file that is shipped.

    Raises:
        FileNotFoundError: there is no such file.
    """
    content = tomllib.loads(read(f"data/terms/{room}/{language}.toml"))
    terms = _terms("", content)
    if language == "de":
        terms += tuple(Term(term_id, phrase.translate(_SPELLINGS)) for term_id, phrase in terms)
    return tuple(dict.fromkeys(terms))


def _terms(path: str, content: object) -> tuple[Term, ...]:
    """Return the terms of a table, its sub-tables in their order."""
    if isinstance(content, dict):
        return tuple(term for key, value in content.items() for term in _terms(f"{path}.{key}".lstrip("."), value))
    return tuple(Term(path, str(phrase)) for phrase in content) if isinstance(content, list) else ()
