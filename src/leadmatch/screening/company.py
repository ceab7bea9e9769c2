"""Rules on the company and the position."""

import tomllib
from collections.abc import Iterator
from functools import cache

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_improbable, is_key_run, is_repeated
from leadmatch.screening.rule import Finding
from leadmatch.values.resources import read
from leadmatch.values.text.tokens import folded_words

_FEW_LETTERS = 4


@cache
def _names(kind: str) -> frozenset[str]:
    names: list[str] = tomllib.loads(read("data/screening_companies.toml"))[kind]
    return frozenset(" ".join(folded_words(name)) for name in names)


def _is_listed(inquiry: Inquiry, kind: str) -> bool:
    """Tell whether the company is on a list, with its legal form or without."""
    words, listed = inquiry.company, _names(kind)
    if not words:
        return False
    forms = _names("legal_forms")
    plain = " ".join(word for word in words if word not in forms)
    return " ".join(words) in listed or plain in listed


def _company(inquiry: Inquiry) -> Finding:
    return Finding("company", inquiry.lead.company)


def missing(inquiry: Inquiry) -> Iterator[Finding]:
    """No company is named, as by private and self-employed people."""
    if not inquiry.company or _is_listed(inquiry, "missing"):
        yield _company(inquiry)


def placeholder(inquiry: Inquiry) -> Iterator[Finding]:
    """A word for a company instead of its name."""
    if _is_listed(inquiry, "placeholder"):
        yield _company(inquiry)


def fictional(inquiry: Inquiry) -> Iterator[Finding]:
    """A company, town or band of heroes of a story."""
    if _is_listed(inquiry, "fictional") or _begins_fictional(inquiry.company):
        yield _company(inquiry)


def _begins_fictional(words: tuple[str, ...]) -> bool:
    """Tell whether a longer name begins with a listed one, as `Marlinspike Hall` does."""
    listed = _names("fictional")
    return any(" ".join(words[:size]) in listed for size in range(1, len(words)))


def is_invented(inquiry: Inquiry) -> bool:
    """Tell whether the company exists in stories or as an example only."""
    return any(next(rule(inquiry), None) for rule in (fictional, placeholder, test_company))


def test_company(inquiry: Inquiry) -> Iterator[Finding]:
    """A word for a test."""
    first = inquiry.company[:1]
    if _is_listed(inquiry, "test") or (first and first[0] in _names("test") and len(inquiry.company) < _FEW_LETTERS):
        yield _company(inquiry)


def gibberish(inquiry: Inquiry) -> Iterator[Finding]:
    """Every longer word of the name looks like keys hit at random."""
    words = [word for word in inquiry.company if len(word) >= _FEW_LETTERS]
    if words and all(is_key_run(word) or is_improbable(word) or is_repeated(word) for word in words):
        yield _company(inquiry)
    if inquiry.company and not words and all(is_repeated(word) for word in inquiry.company):
        yield _company(inquiry)


def gibberish_title(inquiry: Inquiry) -> Iterator[Finding]:
    """The job title looks like keys hit at random."""
    words = [word for word in folded_words(inquiry.lead.job_title or "") if len(word) >= _FEW_LETTERS]
    if words and all(is_key_run(word) or is_improbable(word) or is_repeated(word) for word in words):
        yield Finding("job_title", inquiry.lead.job_title)


def test_title(inquiry: Inquiry) -> Iterator[Finding]:
    """The job title is a word for a test."""
    title = " ".join(folded_words(inquiry.lead.job_title or ""))
    if title in _names("test"):
        yield Finding("job_title", inquiry.lead.job_title)
