"""The words that the grammar knows: cues with their meaning and job titles with their say, by language."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from leadmatch.qualification.claims import Firmness
from leadmatch.qualification.criteria import Criterion
from leadmatch.values.resources import read
from leadmatch.values.text.branches import Place
from leadmatch.values.text.language import guess_language
from leadmatch.values.text.language import small_words as small_words_of_all
from leadmatch.values.text.patterns import keys_of
from leadmatch.values.text.phrases import PhraseIndex, Term
from leadmatch.values.text.terms import load_terms
from leadmatch.values.text.token_table import TokenTable

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
_TITLE = "title."
_READ = 2_000
_OWN_LETTERS = {"pl": "ąęłńśźż", "es": "ñ¿¡", "pt": "ãõ", "de": "ßäöü"}
_MARKS = frozenset({"xmoney", "xnum", "xdate", "xrole"})
_MARK = re.compile("xmoney|xnum|xdate|xrole")
_FEW = 6
_NO_SAY = {"title.student", "title.trainee"}

TITLE_LEVELS: Mapping[str, int] = {
    "owner": 4,
    "chief_executive": 4,
    "chief_officer": 4,
    "vice_president": 3,
    "director_head": 2,
    "purchasing": 2,
    "manager": 2,
    "expert_influencer": 2,
    "staff": 1,
    "student": 0,
    "trainee": 0,
    "seeking": 0,
}
"""What say a job title hints at, 0 to 4, by its role in the term files."""


class Meaning(NamedTuple):
    """What a cue means."""

    criterion: Criterion
    level: int
    firmness: Firmness


@cache
def meanings() -> Mapping[str, Meaning]:
    """The meaning of each code that is a claim by itself."""
    table = tomllib.loads(read("data/qualification_cues.toml"))
    return {
        code: Meaning(Criterion(entry["criterion"]), entry["level"], Firmness(entry["firmness"]))
        for code, entry in table.items()
    }


@cache
def codes_of(criterion: Criterion) -> frozenset[str]:
    """The codes that are claims about a criterion by themselves."""
    return frozenset(code for code, meaning in meanings().items() if meaning.criterion is criterion)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The indexes of one set of languages.

    Attributes:
        phrases: Cues over words and the marks xmoney, xnum, xdate and xrole; an index a language.
        titles: Job titles by role.
    """

    phrases: tuple[PhraseIndex, ...]
    titles: PhraseIndex

    def cues(self, words: Sequence[str]) -> set[Place]:
        """The cues among folded words, by the numbers of their first and last word."""
        return set[Place]().union(*[index.places(words) for index in self.phrases])


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language together with English; of all languages where the language is not known."""
    languages = tuple(dict.fromkeys((str(language), "en"))) if language in LANGUAGES else LANGUAGES
    return Lexicon(tuple(_cues(each) for each in languages), titles(languages))


@cache
def titles(languages: tuple[str, ...]) -> PhraseIndex:
    """The job titles of some languages, without their other words: a title alone needs no more."""
    terms = (term for language in languages for term in load_terms("qualification", language))
    return PhraseIndex(term for term in terms if term.term_id.startswith(_TITLE))


@cache
def _cues(language: str) -> PhraseIndex:
    """The cues of one language."""
    terms = load_terms("qualification", language)
    cues = [term for term in terms if not term.term_id.startswith(_TITLE)]
    cues += [term._replace(term_id="authority.trainee") for term in terms if term.term_id in _NO_SAY]
    return PhraseIndex(map(_by_its_words, cues))


def _by_its_words(term: Term) -> Term:
    """A phrase filed under its words where it can be: a mark stands in most notes, each of the words in few."""
    if _MARKS.isdisjoint(term.keys):
        return term
    try:
        keys = keys_of(_MARK.sub("", term.phrase))
    except ValueError:
        return term  # nothing but marks
    return term if len(keys) <= _FEW and not small_words_of_all().isdisjoint(keys) else term._replace(keys=keys)


def language_of(table: TokenTable) -> str | None:
    """The likely language of a text whose words are known; where they do not tell, letters of one language alone do."""
    likely = guess_language(table.text, table.words)
    return likely or (None if table.text.isascii() else _language_of_letters(table.text))


def _language_of_letters(text: str) -> str | None:
    signs = set(text[:_READ].lower())
    return next((language for language, own in _OWN_LETTERS.items() if not signs.isdisjoint(own)), None)


@cache
def small_words(name: str) -> frozenset[str]:
    """A group of small words of all languages: negators, joints, first_person, others or nothing."""
    return frozenset(tomllib.loads(read("data/qualification_words.toml"))[name])


def title_role(term_id: str) -> str:
    """The role of a title's term id."""
    return term_id.removeprefix(_TITLE)
