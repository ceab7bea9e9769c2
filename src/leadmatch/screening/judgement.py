"""How findings add up: points decide how much, groups decide how far."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.verdict import Verdict
from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.kinds import PRECEDENCE, Category, Group, Level
from leadmatch.screening.report import Contact
from leadmatch.screening.rule import Rule
from leadmatch.screening.settings import ScreeningSettings

UNREACHABLE_POINTS = 60.0
"""Points where phone and e-mail are both unusable: enough to reject with any sign beside it."""


SHARE_TO_PRECEDE = 0.45
"""Part of the leading category's points from which another one may take precedence over it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its weight.

    Attributes:
        rule: what found it.
        level: how far it carries under the vendor's settings.
        reason: what is said about it, with its points.
    """

    rule: Rule
    level: Level
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the findings of one lead come to.

    Attributes:
        verdict: whether it may go on.
        category: the kind of junk, or None.
        reasons: all reasons that count, in the order of the rules.
    """

    verdict: Verdict
    category: Category | None
    reasons: tuple[Reason, ...]


def judge(inquiry: Inquiry, contact: Contact, found: Iterable[Weighed], settings: ScreeningSettings) -> Judgement:
    """Weigh the findings of one lead.

    A lead is rejected from `reject_at` points on if a decisive finding carries them, or telling ones of two groups, or
    two of the same category. It goes to review from `review_at` points on if one telling finding carries them.

    Args:
        inquiry: the lead as it was read.
        contact: how the person can be reached.
        found: all findings.
        settings: thresholds.
    """
    weighed = list(found)
    unreachable = _unreachable(inquiry, contact)
    of_the_record = _of_the_record(inquiry)
    if not weighed and unreachable is None:
        return Judgement(Verdict.ACCEPT, None, of_the_record)
    reasons = [item.reason for item in weighed]
    if unreachable is not None:
        reasons.append(unreachable)
    reasons += of_the_record
    score = math.fsum(reason.points for reason in reasons)
    verdict = _verdict(weighed, score, settings, is_unreachable=unreachable is not None)
    category = None if verdict is Verdict.ACCEPT else _category(weighed, settings)
    if category is None and verdict is not Verdict.ACCEPT and unreachable is not None:
        category = Category.INVALID_CONTACT
    return Judgement(verdict, category, tuple(reasons))


def _unreachable(inquiry: Inquiry, contact: Contact) -> Reason | None:
    """Return the reason that nobody can be reached: both ways were given or missing, and neither works."""
    if contact.phone_ok is not False or contact.email_ok is not False:
        return None
    given = [text for text in (inquiry.lead.email, inquiry.lead.phone) if text]
    points = UNREACHABLE_POINTS if given else UNREACHABLE_POINTS / 2
    return Reason("contact.unusable", points, "email", " / ".join(given)[:100] or None, personal=True)


def _of_the_record(inquiry: Inquiry) -> tuple[Reason, ...]:
    """Return what was done to the texts of the record itself."""
    lead = inquiry.lead
    if not lead.repaired and not lead.overflow:
        return ()
    repaired = [Reason("text.repaired", 0.0, field) for field in lead.repaired]
    cut = [
        Reason("text.truncated", 0.0, field, values=(("characters", len(rest)),))
        for field, rest in lead.overflow.items()
    ]
    return (*repaired, *cut)


def _verdict(weighed: Sequence[Weighed], score: float, settings: ScreeningSettings, *, is_unreachable: bool) -> Verdict:
    telling = [item for item in weighed if item.level in {Level.DECISIVE, Level.TELLING} and item.reason.points > 0]
    if score >= settings.reject_at and (is_unreachable or _carries(telling)):
        return Verdict.REJECT
    if score >= settings.review_at and (is_unreachable or telling):
        return Verdict.REVIEW
    return Verdict.ACCEPT


def _carries(telling: Sequence[Weighed]) -> bool:
    """Tell whether findings are strong enough to reject: a decisive one, two groups, or two of one category."""
    if any(item.level is Level.DECISIVE for item in telling):
        return True
    groups = {item.rule.group for item in telling}
    categories = [item.rule.category for item in telling if item.rule.category is not None]
    in_text = [item for item in telling if item.rule.group is Group.TEXT]
    return len(groups) > 1 or (len(in_text) > 1 and len(set(categories)) < len(categories))


def _category(weighed: Sequence[Weighed], settings: ScreeningSettings) -> Category | None:
    """Return the category by precedence among those with enough points, else the one with most."""
    points: defaultdict[Category, list[float]] = defaultdict(list)
    for item in weighed:
        if item.rule.category is not None:
            points[item.rule.category].append(item.reason.points)
    totals = {category: math.fsum(values) for category, values in points.items()}
    least = max(settings.category_at, SHARE_TO_PRECEDE * max(totals.values(), default=0.0))
    likely = [category for category, total in totals.items() if total >= least]
    if not likely:
        return None
    first = next((category for category in PRECEDENCE if category in likely), None)
    return first or max(likely, key=lambda category: totals[category])
