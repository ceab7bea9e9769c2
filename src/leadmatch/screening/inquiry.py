"""An inquiry: a lead read once for all rules, with its contact, its words and the phrases in its texts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from leadmatch.records.lead import Lead
from leadmatch.screening.settings import ScreeningSettings
from leadmatch.values.identity.domains import DomainKind, domain_kind
from leadmatch.values.identity.email import EmailReading, read_email
from leadmatch.values.identity.phone import PhoneReading, read_phone
from leadmatch.values.text.branches import Place
from leadmatch.values.text.language import possible_languages
from leadmatch.values.text.phrases import Hit, PhraseIndex, located
from leadmatch.values.text.terms import load_terms
from leadmatch.values.text.tokens import folded_words

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
"""Languages that screening has terms in; all are looked for at once, since a short message seldom tells its own."""

_ALWAYS_READ = ("en:", "ja:")
"""Marks of languages whose words stand in many texts of others, or cannot be taken for those of another."""

_TITLE = ".title"
_BUYER = "buyer."
_OTHERS = "others."
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
    message = tuple(folded_words(lead.message)) if lead.message else ()
    company, title = _words(lead.company or ""), _words(lead.job_title or "")
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
        company=company,
        title=title,
        message=message,
        phrases=_phrases(lead, message, title, company),
    )


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


@cache
def terms_of_texts() -> PhraseIndex:
    """Return the index of the terms that tell what a text wants, each id behind its language, such as `de:…`."""
    apart = (_BUYER, _OTHERS)
    return _by_language(lambda term_id: not term_id.endswith(_TITLE) and not term_id.startswith(apart))


@cache
def _terms_of_others() -> PhraseIndex:
    return _by_language(lambda term_id: term_id.startswith(_OTHERS))


def _by_language(belongs: Callable[[str], bool]) -> PhraseIndex:
    return PhraseIndex(
        term._replace(term_id=f"{language}:{term.term_id}")
        for language in LANGUAGES
        for term in load_terms("screening", language)
        if belongs(term.term_id)
    )


@cache
def _terms_of_positions() -> PhraseIndex:
    return _of_any_language(lambda term_id: term_id.endswith(_TITLE) or term_id in _ALSO_IN_POSITION)


@cache
def _terms_of_buyers() -> PhraseIndex:
    return _of_any_language(lambda term_id: term_id.startswith(_BUYER))


def _of_any_language(belongs: Callable[[str], bool]) -> PhraseIndex:
    terms = (term for language in LANGUAGES for term in load_terms("screening", language))
    return PhraseIndex(term for term in terms if belongs(term.term_id))


def _phrases(
    lead: Lead, message: Sequence[str], title: Sequence[str], company: Sequence[str]
) -> dict[str, list[Phrase]]:
    """Find the terms of screening in the texts of a lead.

    What others than the writer do and look for only answers what else is found: it is looked for only then.
    """
    texts = [("message", lead.message, message)] if lead.message else []
    if lead.notes:
        texts += [("notes", note.text, folded_words(note.text)) for note in lead.notes]
    terms, positions = terms_of_texts(), _terms_of_positions()
    places = [_understood(terms.places(words), words) for _, _, words in texts]
    in_title, in_company = positions.places(title), positions.places(company)
    found: dict[str, list[Phrase]] = {}
    if any(places) or in_title or in_company:
        for (field, text, words), some in zip(texts, places, strict=True):
            others = _understood(_terms_of_others().places(words), words)
            _keep(found, field, text, located([*some, *others], words, text))
        _keep(found, "job_title", lead.job_title or "", located(in_title, title, lead.job_title or ""))
        _keep(found, "company", lead.company or "", located(in_company, company, lead.company or ""))
    return found


def buyer_phrases(lead: Lead, term_id: str) -> list[Phrase]:
    """Return where a lead speaks like a buyer.

    This is looked for only where something speaks against the lead: most have a phrase of the kind, and need none.

    Args:
        lead: the record.
        term_id: the list of phrases, such as `buyer.need`.
    """
    texts = (("message", lead.message or ""), *(("notes", note.text) for note in lead.notes))
    return [
        Phrase(field, text[hit.start : hit.end], (hit.start, hit.end))
        for field, text in texts
        for hit in _hits_of_buyers(text)
        if hit.term_id == term_id
    ]


def _understood(places: Collection[Place], words: Sequence[str]) -> list[Place]:
    """Keep what is written in a language that the text may be in: a word of one can mean something else in another.

    Returns:
        The places, their term ids without the language.
    """
    if not places:
        return []
    if not all(place[0].startswith(_ALWAYS_READ) for place in places):
        languages = possible_languages(words)
        if languages is not None:
            read = _ALWAYS_READ + tuple(f"{language}:" for language in languages)
            places = [place for place in places if place[0].startswith(read)]
    return [(term_id.partition(":")[2], first, last) for term_id, first, last in places]


@lru_cache(maxsize=256)
def _hits_of_buyers(text: str) -> tuple[Hit, ...]:
    return _terms_of_buyers().search(text)


def _keep(found: dict[str, list[Phrase]], field: str, text: str, hits: Iterable[Hit]) -> None:
    for term_id, start, end in hits:
        found.setdefault(term_id, []).append(Phrase(field, text[start:end], (start, end)))
