"""An inquiry: a lead read once for all rules, with its contact, its words and the phrases in its texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from leadmatch.records.lead import Lead
from leadmatch.screening.settings import ScreeningSettings
from leadmatch.values.identity.domains import DomainKind, domain_kind
from leadmatch.values.identity.email import EmailReading, read_email
from leadmatch.values.identity.phone import PhoneReading, read_phone
from leadmatch.values.text.phrases import Hit, PhraseIndex
from leadmatch.values.text.terms import load_terms
from leadmatch.values.text.tokens import folded_words

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
"""Languages that screening has terms in; all are looked for at once, since a short message seldom tells its own."""

_POSITION = frozenset({"job_title", "company"})
_ALSO_IN_POSITION = ("test_submission.strong", "job_seeker.strong")
"""Terms that count in a job title or a company's name too; the others would find what a firm deals in."""


class Phrase(NamedTuple):
    """A phrase found in a lead.

    Attributes:
        field: the field it stands in.
        text: the words as written.
        span: (start, end) in the field's text; for notes, in the note's.
    """

    field: str
    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A lead as the rules see it.

    Attributes:
        lead: the record.
        settings: the vendor's settings.
        phone: its phone field, read.
        email: its e-mail field, read.
        domain_kind: what kind of domain the address has, or None without a domain.
        first: folded words of the first name.
        last: folded words of the last name.
        company: folded words of the company's name.
        title: folded words of the job title.
        message: folded words of the message; notes are not part of it.
        phrases: term id → where its phrases stand.
    """

    lead: Lead
    settings: ScreeningSettings
    phone: PhoneReading
    email: EmailReading
    domain_kind: DomainKind | None
    first: tuple[str, ...]
    last: tuple[str, ...]
    company: tuple[str, ...]
    title: tuple[str, ...]
    message: tuple[str, ...]
    phrases: dict[str, list[Phrase]]

    @property
    def name(self) -> tuple[str, ...]:
        """Folded words of the whole name."""
        return self.first + self.last


def read_inquiry(lead: Lead, settings: ScreeningSettings) -> Inquiry:
    """Read what the rules need, once.

    Args:
        lead: the record.
        settings: for the default country, and for the rules.
    """
    email = read_email(lead.email)
    return Inquiry(
        lead=lead,
        settings=settings,
        phone=read_phone(
            lead.phone,
            lead.country,
            settings.default_country,
            cache_patterns=settings.cache_phone_patterns,
        ),
        email=email,
        domain_kind=domain_kind(email.domain) if email.domain else None,
        first=_words(lead.first_name or ""),
        last=_words(lead.last_name or ""),
        company=_words(lead.company or ""),
        title=_words(lead.job_title or ""),
        message=tuple(folded_words(lead.message or "")),
        phrases=_phrases(lead),
    )


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


@cache
def screening_terms() -> PhraseIndex:
    """Return the index of all terms of screening, built on first use."""
    return PhraseIndex(term for language in LANGUAGES for term in load_terms("screening", language))


def _phrases(lead: Lead) -> dict[str, list[Phrase]]:
    """Find the terms of screening in the texts of a lead."""
    found: dict[str, list[Phrase]] = {}
    for field, text in _texts(lead):
        hits = _hits_in_position(text) if field in _POSITION else screening_terms().search(text)
        for hit in hits:
            if field in _POSITION or _counts_in_text(hit.term_id):
                phrase = Phrase(field, text[hit.start : hit.end], (hit.start, hit.end))
                found.setdefault(hit.term_id, []).append(phrase)
    return found


@lru_cache(maxsize=16_384)
def _hits_in_position(text: str) -> tuple[Hit, ...]:
    """Find the terms that count in a job title or a company's name; such texts repeat in a batch."""
    return tuple(hit for hit in screening_terms().search(text) if _counts_in_position(hit.term_id))


def _counts_in_text(term_id: str) -> bool:
    return not term_id.endswith(".title")


def _counts_in_position(term_id: str) -> bool:
    return term_id.endswith(".title") or term_id in _ALSO_IN_POSITION


def _texts(lead: Lead) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of everything that phrases are looked for in."""
    for field, text in (("message", lead.message), ("job_title", lead.job_title), ("company", lead.company)):
        if text:
            yield field, text
    for note in lead.notes:
        yield "notes", note.text
