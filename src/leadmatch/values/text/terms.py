"""Term files: the phrases of a room in one language, as data."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from leadmatch.values.resources import read
from leadmatch.values.text.patterns import keys_of, words_of
from leadmatch.values.text.phrases import Term

_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@cache
def load_terms(room: str, language: str) -> tuple[Term, ...]:
    """Return the terms of a room in one language.

    They are read from `data/terms/<room>.tsv` where a room has such a file, because that is many times faster than to
    read what people write, which is `data/terms/<room>/<language>.toml`; `tools/compile_terms.py` makes the one of the
    other. Else they come from there.

    Args:
        room: the folder of term files, such as `screening`.
        language: ISO 639-1 code of a file that is shipped.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return _compiled(room).get(language) or written_terms(room, language)


def written_terms(room: str, language: str) -> tuple[Term, ...]:
    """Return the terms of `data/terms/<room>/<language>.toml`, in the order of the file.

    The file holds tables whose leaves are lists of phrases; the path of a list is its term id: the list `strong` of the
    table `[student]` has the id `student.strong`. German phrases are read in both spellings (`für` and `fuer`).

    Args:
        room: the folder of term files, such as `screening`.
        language: ISO 639-1 code of a file that is shipped.

    Raises:
        FileNotFoundError: there is no such file.
    """
    terms = _terms("", tomllib.loads(read(f"data/terms/{room}/{language}.toml")))
    if language == "de":
        terms += tuple(Term(term.term_id, term.phrase.translate(_SPELLINGS)) for term in terms)
    return tuple(dict.fromkeys(terms))


def compile_terms(room: str, languages: Iterable[str]) -> str:
    """Return the text of `data/terms/<room>.tsv`: language, term id, the words it is found by, phrase.

    Args:
        room: the folder of term files, such as `screening`.
        languages: ISO 639-1 codes of its files.

    Raises:
        ValueError: a phrase cannot be read.
    """
    terms = {language: written_terms(room, language) for language in languages}
    frequency = Counter(word for some in terms.values() for term in some for word in words_of(term.phrase))
    return "".join(
        "\t".join((language, term.term_id, " ".join(keys_of(term.phrase, frequency)), term.phrase)) + "\n"
        for language, some in terms.items()
        for term in some
    )


@cache
def _compiled(room: str) -> Mapping[str, tuple[Term, ...]]:
    """Return the terms of each language that stand in the file of a room; none where it has no file."""
    try:
        lines = read(f"data/terms/{room}.tsv").splitlines()
    except FileNotFoundError:
        return {}
    terms: dict[str, list[Term]] = {}
    for line in lines:
        language, term_id, keys, phrase = line.split("\t")
        terms.setdefault(language, []).append(Term(term_id, phrase, tuple(keys.split(" "))))
    return {language: tuple(some) for language, some in terms.items()}


def _terms(path: str, content: object) -> tuple[Term, ...]:
    """Return the terms of a table, its sub-tables in their order."""
    if isinstance(content, dict):
        return tuple(term for key, value in content.items() for term in _terms(f"{path}.{key}".lstrip("."), value))
    return tuple(Term(path, str(phrase)) for phrase in content) if isinstance(content, list) else ()
