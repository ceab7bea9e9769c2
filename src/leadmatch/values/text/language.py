"""The language of a message, guessed from its small words."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, islice
from types import MappingProxyType

from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import folded_words

_KANA = re.compile("[\u3041-\u30ff]")
_LEAST = 2
_READ = 2_000
_WORDS_READ = 400


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each folded small word."""
    owners: dict[str, list[str]] = {}
    for language, words in tomllib.loads(read("data/text_languages.toml")).items():
        for word in set(map(fold, words)):
            owners.setdefault(word, []).append(language)
    return MappingProxyType({word: tuple(languages) for word, languages in owners.items()})


@cache
def small_words() -> frozenset[str]:
    """Return the folded small words of all languages: they are frequent everywhere and tell nothing else."""
    return frozenset(_languages_of_words())


def guess_language(text: str, words: Iterable[str] | None = None) -> str | None:
    """Return the likely language of a text as an ISO 639-1 code, or None where its words do not tell.

    English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Japanese are known. Small words are
    counted; a language needs two, and more than any other. Kana means Japanese. Only 2,000 characters and 400 words
    are read.

    Args:
        text: any text.
        words: its folded words, where they are known already.
    """
    if not text.isascii() and _KANA.search(text, 0, _READ):
        return "ja"
    return _most_frequent(folded_words(text[:_READ]) if words is None else words)


def possible_languages(words: Iterable[str]) -> frozenset[str] | None:
    """Return the languages that a text may be in: those with at least a third of the small words of the likeliest.

    Args:
        words: the folded words of the text; the first 400 are read.

    Returns:
        ISO 639-1 codes; None where there are too few small words to tell, so that it may be in any language.
    """
    counts = _small_words_by_language(words)
    most = max(counts.values(), default=0)
    return frozenset(language for language in counts if counts[language] * 3 > most) if most >= _LEAST else None


def _most_frequent(words: Iterable[str]) -> str | None:
    counts = _small_words_by_language(words)
    most = max(counts.values(), default=0)
    likeliest = [language for language, count in counts.items() if count == most]
    return likeliest[0] if most >= _LEAST and len(likeliest) == 1 else None


def _small_words_by_language(words: Iterable[str]) -> Counter[str]:
    """Count the small words of each language among the first words of a text."""
    owners = map(_languages_of_words().get, islice(words, _WORDS_READ))
    return Counter(chain.from_iterable(filter(None, owners)))
