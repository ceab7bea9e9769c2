"""The language of a message, guessed from its small words."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, islice
from types import MappingProxyType

from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import tokenize

_KANA_FROM, _KANA_TO = "\u3041", "\u30ff"
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


def guess_language(text: str) -> str | None:
    """Return the likely language of a text as an ISO 639-1 code, or None where its words do not tell.

    English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Japanese are known. Small words are
    counted; a language needs two, and more than any other. Kana means Japanese. Only 2,000 characters are read.

    Args:
        text: any text.
    """
    beginning = text[:_READ]
    if any(_KANA_FROM <= sign <= _KANA_TO for sign in beginning):
        return "ja"
    return _most_frequent(token.folded for token in tokenize(beginning))


def possible_languages(words: Iterable[str]) -> frozenset[str] | None:
    """Return the languages that a text may be in: those with at least a third of the small words of the likeliest.

    Args:
        words: the folded words of the text; the first 400 are read.

    Returns:
        ISO 639-1 codes; None where there are too few small words to tell, so that it may be in any language.
    """
    owners = _languages_of_words()
    known = [owners[word] for word in islice(words, _WORDS_READ) if word in owners]
    counts = Counter(chain.from_iterable(known))
    most = max(counts.values(), default=0)
    return frozenset(language for language in counts if counts[language] * 3 > most) if most >= _LEAST else None


def _most_frequent(words: Iterable[str]) -> str | None:
    owners = _languages_of_words()
    counts = Counter(language for word in words for language in owners.get(word, ()))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    is_tie = len(ranked) > 1 and ranked[1][1] == ranked[0][1]
    return None if is_tie else ranked[0][0]
