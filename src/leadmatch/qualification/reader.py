"""Readers of notes: the protocol, and the grammar that is used unless a vendor plugs in another."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from leadmatch.qualification.authority import authority_claims, decider
from leadmatch.qualification.budget import budget_in
from leadmatch.qualification.claims import Reading
from leadmatch.qualification.lexicon import LANGUAGES, language_of, lexicon
from leadmatch.qualification.marking import NoteText, mark
from leadmatch.qualification.need import implied_need, need_claims
from leadmatch.qualification.sentence import Sentence
from leadmatch.qualification.timing import deadline, timing_claims
from leadmatch.qualification.urgency import urgency_claim
from leadmatch.values.text.token_table import token_table


class NoteReader(Protocol):
    """Reads what a note says about budget, authority, need and timing.

    Each claim quotes a span of the text; a claim whose span does not stand in it is dropped and counted.
    """

    def read(self, note: NoteText) -> Reading:
        """Read one note."""
        ...


class GrammarReader:
    """Reads notes with an own grammar over term files, sentence by sentence; it needs nothing and is linear."""

    def read(self, note: NoteText) -> Reading:
        """Read one note.

        Args:
            note: Any text with its day; its language is guessed where it is not given.
        """
        table = token_table(note.text) if note.table is None else note.table
        language = note.language or language_of(table)
        known = note if note.table is table else replace(note, table=table)
        return told(mark(known, lexicon(language if language in LANGUAGES else None)), note.currency)


def told(sentences: Sequence[Sentence], currency: str | None) -> Reading:
    """What the sentences of a note say.

    Args:
        sentences: With what was found in them.
        currency: ISO 4217 code for amounts that name none; None if unknown.
    """
    claims, money = budget_in(sentences, currency)
    claims += authority_claims(sentences)
    claims += need_claims(sentences)
    claims += timing_claims(sentences)
    implied = implied_need(claims)
    claims += () if implied is None else (implied,)
    return Reading(
        claims=tuple(claims),
        money=money,
        deadline=deadline(sentences),
        role=decider(sentences),
        urgent=urgency_claim(sentences),
    )
