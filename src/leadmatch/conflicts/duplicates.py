"""Judge a pair of records: the same person, another person of the same account, or neither."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.person import person_evidence
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.private import private_evidence
from leadmatch.conflicts.related import RelatedCompanies
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import Sign, WordedSigns, weight
from leadmatch.evidence.card import Card, receipt
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import titled
from leadmatch.records.lead import Lead


class Relation(StrEnum):
    """How two leads belong together."""

    SAME_PERSON = "same_person"
    """The same human at the same company."""
    SAME_COMPANY = "same_company"
    """Another person of the same business account."""
    SAME_GROUP = "same_group"
    """Related companies, where a table of them says so."""
    DIFFERENT = "different"
    """Nothing holds them together."""


class Certainty(StrEnum):
    """What may be done about a link."""

    BLOCK = "block"
    """It is sure enough to act on by itself."""
    REVIEW = "review"
    """Somebody should look."""


@dataclass(frozen=True, slots=True, repr=False)
class PairVerdict(Shown):
    """What was found about two leads.

    Attributes:
        a: id of one lead; of a pair found in a batch, the earlier.
        b: id of the other.
        relation: how they belong together.
        score: natural log-odds of the relation (of being one account, where they are different); the sum of the
            reasons. For `same_person` it counts the evidence for the account and for the person.
        reasons: what it is made of, one a field; worded when they are read.
        truncated: whether a weak key named more records than were looked at.
        certainty: whether the link is sure enough to act on, or to be looked at first.
    """

    a: str
    b: str
    relation: Relation
    score: float
    reasons: Sequence[Reason]
    truncated: bool = False
    certainty: Certainty = Certainty.REVIEW

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {
            "a": self.a,
            "b": self.b,
            "relation": str(self.relation),
            "score": self.score,
            "certainty": str(self.certainty),
            "reasons": [reason.to_dict() for reason in self.reasons],
        }

    def card(self) -> Card:
        """Return what there is to show."""
        return Card(
            titled(str(self.relation)),
            lines=receipt(Scorecard(tuple(self.reasons)), digits=1),
            total=(round(self.score, 1), "log-odds"),
            detail=""
            if self.relation is Relation.DIFFERENT or self.certainty is Certainty.BLOCK
            else "to be looked at",
            about=f"{self.a} and {self.b}",
        )

    @property
    def duplicate(self) -> bool:
        """Whether they are of one person or one account."""
        return self.relation in {Relation.SAME_PERSON, Relation.SAME_COMPANY}


def judge(a: Lead, b: Lead, settings: ConflictSettings | None = None) -> PairVerdict:
    """Judge two leads; `judge(b, a)` is the same verdict with the ids swapped.

    Args:
        a: one lead.
        b: the other.
        settings: thresholds and weights; the shipped ones where None.
    """
    settings = settings or ConflictSettings()
    country = settings.default_country
    related = RelatedCompanies(settings.related)
    one, other = (related.placed(portrait_of_lead(lead, country)) for lead in (a, b))
    relation, signs = judge_portraits(one, other, settings)
    return verdict_of((a.id, b.id), relation, WordedSigns(signs, one, other), weight(signs), settings)


def judge_portraits(
    a: Portrait, b: Portrait, settings: ConflictSettings, known: Frequencies | None = None
) -> tuple[Relation, tuple[Sign, ...]]:
    """Judge two portraits.

    A person is the same only at the same account: somebody who changed firms with the same private mailbox is another
    lead. So the account comes first, and its evidence counts in both relations. Only where neither record names a
    company may a person be told by what is its own.

    Args:
        a: one record.
        b: the other.
        settings: thresholds and weights.
        known: how common names and places are among the other records.

    Returns:
        The relation, and the signs whose points add up to its log-odds.
    """
    account = account_evidence(a, b, settings.account, known)
    one_account = weight(account) >= settings.account_threshold
    person = person_evidence(a, b, settings.person) if one_account else []
    if one_account and weight(person) >= settings.person_threshold:
        return Relation.SAME_PERSON, (*account, *person)
    if a.private and b.private:
        private = private_evidence(a, b, settings.private, known)
        if weight(private) >= settings.private_threshold:
            return Relation.SAME_PERSON, tuple(private)
    if not one_account:
        if a.group and a.group == b.group:
            return Relation.SAME_GROUP, (Sign("same_group.related", settings.account.related),)
        return Relation.DIFFERENT, tuple(account)
    return Relation.SAME_COMPANY, tuple(account)


def verdict_of(
    ids: tuple[str, str],
    relation: Relation,
    reasons: WordedSigns,
    score: float,
    settings: ConflictSettings,
    *,
    truncated: bool = False,
) -> PairVerdict:
    """Return the verdict that some signs make.

    Args:
        ids: of the two leads.
        relation: how they belong together.
        reasons: what speaks for it and against it.
        score: the sum of their points.
        settings: with the threshold from which a link is sure.
        truncated: whether a weak key named more records than were looked at.
    """
    certainty = Certainty.BLOCK if score >= settings.block_threshold else Certainty.REVIEW
    return PairVerdict(*ids, relation, score, reasons, truncated, certainty)


def probability(score: float) -> float:
    """Return the probability that natural log-odds stand for, from 0 to 1.

    Args:
        score: natural log-odds, finite.
    """
    return 1 / (1 + math.exp(-score)) if score >= 0 else math.exp(score) / (1 + math.exp(score))
