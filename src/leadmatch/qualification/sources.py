"""What a lead says, source by source: answers, notes, the form's message and its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from leadmatch.qualification.answers import read_answer
from leadmatch.qualification.claims import Claim, Firmness, Reading, Source, verified
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.lexicon import LANGUAGES, TITLE_LEVELS, language_of, title_role, titles
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.questions import Question
from leadmatch.qualification.reader import NoteReader
from leadmatch.records.lead import Lead
from leadmatch.values.money.words import local_currency
from leadmatch.values.text.token_table import token_table
from leadmatch.values.text.tokens import tokenize

_MONTH_FIRST = {"US", "PH", "PR"}


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read in one source.

    Attributes:
        source: Where it came from.
        text: What was read.
        reading: What was found in it.
        dropped: Claims that quoted nothing of the text and were dropped.
    """

    source: Source
    text: str
    reading: Reading
    dropped: int = 0


def hear(
    lead: Lead, reader: NoteReader, now: datetime, limit: int, template: Mapping[str, Question]
) -> Iterator[Heard]:
    """Read all sources of a lead.

    Args:
        lead: Whose.
        reader: For notes, messages and free answers.
        now: The day of what has no date.
        limit: Characters of a text that are read.
        template: The questions that answers belong to, by code.
    """
    received = lead.received_at.date() if lead.received_at is not None else now.date()
    for code, answer in lead.answers.items():
        note = _note(lead, answer[:limit], received)
        reading = read_answer(template.get(code), note, reader)
        yield _heard(Source(f"answers.{code}", received, is_stated=True), note.text, reading)
    for number, said in enumerate(lead.notes):
        note = _note(lead, said.text[:limit], said.noted_on or received)
        yield _heard(Source(f"notes[{number}]", said.noted_on or received), note.text, reader.read(note))
    if lead.message:
        note = _note(lead, lead.message[:limit], received)
        yield _heard(Source("message", received), note.text, reader.read(note))
    yield from _fields(lead, received)


def _heard(source: Source, text: str, reading: Reading) -> Heard:
    kept, dropped = verified(reading, text)
    return Heard(source, text, kept, dropped)


def _note(lead: Lead, text: str, day: date) -> NoteText:
    table = token_table(text)
    language = language_of(table) or (lead.languages[0] if lead.languages else None)
    currency = lead.currency or local_currency(lead.country, language or "en")
    month_first = lead.country in _MONTH_FIRST or (lead.country is None and currency == "USD")
    return NoteText(text, day, language, currency, day_first=not month_first, table=table)


def _fields(lead: Lead, received: date) -> Iterator[Heard]:
    if lead.job_title:
        level = title_level(lead.job_title)
        if level is not None:
            yield _field("job_title", lead.job_title, received, Criterion.AUTHORITY, level, "authority.form_title")
    if lead.deal_size:
        size = f"{lead.deal_size:g}"
        yield _field("deal_size", size, received, Criterion.NEED, 3, "need.form_deal_size")
    elif lead.products:
        yield _field("products", ", ".join(lead.products), received, Criterion.NEED, 2, "need.form_products")


def _field(name: str, text: str, day: date, criterion: Criterion, level: int, code: str) -> Heard:
    claim = Claim(criterion, level, code, 0, len(text), Firmness.HINT)
    return Heard(Source(name, day), text, Reading(claims=(claim,)))


def title_level(title: str) -> int | None:
    """What say a job title hints at, 0 to 4; None for a title that is not known or says nothing of it.

    The longest known title in it counts, of equals the last, so that `Sales Director` is a director.
    """
    hits = titles(LANGUAGES).find(tokenize(title))
    if not hits:
        return None
    role = title_role(max(hits, key=lambda hit: (hit.end - hit.start, hit.start)).term_id)
    level = TITLE_LEVELS[role]
    return None if role == "staff" else level
