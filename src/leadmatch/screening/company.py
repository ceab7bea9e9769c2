"""Rules on the company and the position."""

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache

from leadmatch.screening.inquiry import LANGUAGES, Inquiry, buyer_phrases
from leadmatch.screening.letters import is_all_mash, is_mash, is_repeated
from leadmatch.screening.person import celebrity, character
from leadmatch.screening.rule import Finding
from leadmatch.values.identity.domains import DomainKind
from leadmatch.values.resources import read
from leadmatch.values.text.language import guess_language
from leadmatch.values.text.tokens import folded_words

_KINDS = ("fictional", "placeholder", "missing", "test", "of_celebrities")
_FEW_LETTERS = 4
_AT_LENGTH = 6
_PRIVATE = frozenset({DomainKind.FREE, DomainKind.ACADEMIC})


@lru_cache(maxsize=16_384)
def _kinds(words: tuple[str, ...]) -> frozenset[str]:
    """Return the lists that a company is on, with its legal form or without."""
    forms = _names("legal_forms")
    names = {" ".join(words), " ".join(word for word in words if word not in forms)}
    return frozenset(kind for kind in _KINDS if not names.isdisjoint(_names(kind)))


@cache
def _names(kind: str) -> frozenset[str]:
    names: list[str] = tomllib.loads(read("data/screening_companies.toml"))[kind]
    return frozenset(" ".join(folded_words(name)) for name in names)


def _is_listed(inquiry: Inquiry, kind: str) -> bool:
    return bool(inquiry.company) and kind in _kinds(inquiry.company)


def _company(inquiry: Inquiry) -> Finding:
    return Finding("company", inquiry.lead.company)


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that company and position are ordinary words: no rule on them finds anything."""
    words, title = inquiry.company, inquiry.title
    return bool(words) and not any(map(_is_odd_word, words)) and not any(map(_is_odd_word, title))


@lru_cache(maxsize=65_536)
def _is_odd_word(word: str) -> bool:
    """Tell whether a word stands in a listed name, or may be keys hit at random."""
    return word in _listed_words() or is_mash(word)


@cache
def _listed_words() -> frozenset[str]:
    """Return every word of every list but legal forms."""
    return frozenset(word for kind in _KINDS for name in _names(kind) for word in name.split())


def missing(inquiry: Inquiry) -> Iterable[Finding]:
    """No company is named, as by private and self-employed people."""
    return (_company(inquiry),) if not inquiry.company or _is_listed(inquiry, "missing") else ()


def private(inquiry: Inquiry) -> Iterable[Finding]:
    """A private person from a private or school mailbox writes at length, without a word of a need or a project."""
    if inquiry.domain_kind not in _PRIVATE or len(inquiry.message) < _AT_LENGTH or not any(missing(inquiry)):
        return ()
    lead = inquiry.lead
    wants = any(buyer_phrases(lead, term_id) for term_id in ("buyer.need", "buyer.project"))
    return () if wants or guess_language(lead.message or "") not in LANGUAGES else (_company(inquiry),)


def placeholder(inquiry: Inquiry) -> Iterable[Finding]:
    """A word for a company instead of its name."""
    return (_company(inquiry),) if _is_listed(inquiry, "placeholder") else ()


def fictional(inquiry: Inquiry) -> Iterable[Finding]:
    """A company, town or band of heroes of a story."""
    return (_company(inquiry),) if _is_listed(inquiry, "fictional") or _begins_fictional(inquiry.company) else ()


def of_celebrity(inquiry: Inquiry) -> Iterable[Finding]:
    """The seat, club or firm for which a person of that name is known, beside the name of a celebrity or character."""
    is_known = _is_listed(inquiry, "of_celebrities") and any(any(rule(inquiry)) for rule in (celebrity, character))
    return (_company(inquiry),) if is_known else ()


def _begins_fictional(words: tuple[str, ...]) -> bool:
    """Tell whether a longer name begins with a listed one, as `Marlinspike Hall` does."""
    listed = _names("fictional")
    return any(" ".join(words[:size]) in listed for size in range(1, len(words)))


def is_invented(inquiry: Inquiry) -> bool:
    """Tell whether the company exists in stories, as an example, or as the seat of a celebrity only."""
    return any(any(rule(inquiry)) for rule in (fictional, placeholder, test_company, of_celebrity))


def test_company(inquiry: Inquiry) -> Iterable[Finding]:
    """A word for a test."""
    first = inquiry.company[:1]
    return (
        (_company(inquiry),)
        if _is_listed(inquiry, "test") or (first and first[0] in _names("test") and len(inquiry.company) < _FEW_LETTERS)
        else ()
    )


def gibberish(inquiry: Inquiry) -> Iterable[Finding]:
    """Every longer word of the name looks like keys hit at random; where it has none, all are repetitions."""
    words = inquiry.company
    odd = is_all_mash(words) or (_are_short(words) and all(map(is_repeated, words)))
    return (_company(inquiry),) if odd else ()


def _are_short(words: tuple[str, ...]) -> bool:
    return bool(words) and all(len(word) < _FEW_LETTERS for word in words)


def gibberish_title(inquiry: Inquiry) -> Iterable[Finding]:
    """The job title looks like keys hit at random."""
    odd = is_all_mash(inquiry.title)
    return (Finding("job_title", inquiry.lead.job_title),) if odd else ()


def test_title(inquiry: Inquiry) -> Iterable[Finding]:
    """The job title is a word for a test."""
    title = " ".join(inquiry.title)
    return (Finding("job_title", inquiry.lead.job_title),) if title in _names("test") else ()
