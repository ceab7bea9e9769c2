"""The screener: from one lead to a verdict with its reasons."""

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Protocol

from leadmatch.evidence.reason import SHOWN, Reason
from leadmatch.evidence.verdict import Verdict
from leadmatch.records.lead import Lead
from leadmatch.screening import email, phone
from leadmatch.screening.catalogue import DEFAULT_RULES
from leadmatch.screening.inquiry import Inquiry, read_inquiry
from leadmatch.screening.judgement import Judgement, Weighed, judge
from leadmatch.screening.kinds import Category, Disposition, Level
from leadmatch.screening.report import Contact, ScreeningReport
from leadmatch.screening.rule import Finding, Rule
from leadmatch.screening.settings import RuleSettings, ScreeningSettings

CHUNK = 500
"""Leads that one task of an executor screens."""

_UNTRUE = frozenset({Category.FAKE_IDENTITY, Category.GIBBERISH, Category.SPAM})


class Mapper(Protocol):
    """What `screen_many` asks of an executor: an ordered, lazy `map`, as `concurrent.futures` offers it."""

    def map(
        self, function: Callable[..., list[ScreeningReport]], /, *iterables: Iterable[list[Lead]]
    ) -> Iterator[list[ScreeningReport]]:
        """Apply a function to each item, results in order."""
        ...


class Screener:
    """Decides whether inquiries are real. It holds settings and rules, no state: one serves any number of threads."""

    __slots__ = ("_answers", "_groups", "_places", "restored", "rules", "settings")

    def __init__(
        self,
        settings: ScreeningSettings | None = None,
        rules: Iterable[Rule] = DEFAULT_RULES,
        restored: Iterable[str] = (),
    ) -> None:
        """Make a screener.

        Args:
            settings: the vendor's settings; the defaults if None.
            rules: the rules to run, in the order in which reasons are listed.
            restored: ids of leads that a person let through; they are accepted whatever is found.
        """
        self.settings = settings or ScreeningSettings()
        self.restored = frozenset(restored)
        changes = self.settings.rules
        self.rules = tuple(rule for rule in rules if rule.code not in changes or changes[rule.code].enabled)
        against = (rule for rule in self.rules if not rule.answers)
        self._groups = tuple((unless, tuple(group)) for unless, group in groupby(against, attrgetter("unless")))
        self._answers = tuple(rule for rule in self.rules if rule.answers)
        self._places = {rule.code: place for place, rule in enumerate(self.rules)}

    def screen(self, lead: Lead) -> ScreeningReport:
        """Screen one lead.

        Args:
            lead: the record; whatever its fields hold, there is an answer.

        Returns:
            The verdict with its category, disposition, contact and reasons.
        """
        inquiry = read_inquiry(lead, self.settings)
        weighed = self._against(inquiry)
        contact = Contact(inquiry.email.address, inquiry.phone.e164, phone.is_usable(inquiry), email.is_usable(inquiry))
        judgement = judge(inquiry, contact, weighed, self.settings)
        if judgement.verdict is not Verdict.ACCEPT:
            judgement = judge(inquiry, contact, self._with_answers(inquiry, weighed), self.settings)
        report = _report(lead, contact, judgement, self.settings)
        return report.as_restored() if lead.id in self.restored else report

    def with_rules(self, more: Iterable[Rule]) -> "Screener":
        """Return a screener that runs further rules after its own.

        Args:
            more: the further rules.
        """
        return Screener(self.settings, (*self.rules, *more), self.restored)

    def screen_many(self, leads: Iterable[Lead], executor: Mapper | None = None) -> Iterator[ScreeningReport]:
        """Screen leads one after the other, with the answers of `screen`, in their order.

        Args:
            leads: any iterable; without an executor it is read one lead at a time.
            executor: a pool to spread the work over, such as a `ProcessPoolExecutor`; it is read in chunks.

        Yields:
            One report a lead.
        """
        if executor is None:
            return map(self.screen, leads)
        return chain.from_iterable(executor.map(self._screen_chunk, _chunks(leads)))

    def _screen_chunk(self, leads: list[Lead]) -> list[ScreeningReport]:
        return [self.screen(lead) for lead in leads]

    def _against(self, inquiry: Inquiry) -> list[Weighed]:
        """Run all rules but those that look for signs of a real buyer."""
        return [
            item
            for unless, rules in self._groups
            if unless is None or not unless(inquiry)
            for rule in rules
            if not rule.phrase or rule.phrase in inquiry.phrases
            for item in self._found(rule, inquiry)
        ]

    def _with_answers(self, inquiry: Inquiry, weighed: list[Weighed]) -> list[Weighed]:
        """Add the signs of a real buyer that answer what was found. What is accepted anyway needs none."""
        against = {item.rule.group for item in weighed if item.reason.points > 0}
        rules = [rule for rule in self._answers if not rule.answers.isdisjoint(against)]
        answered = weighed + [item for rule in rules for item in self._found(rule, inquiry)]
        return sorted(answered, key=lambda item: self._places[item.rule.code])

    def _found(self, rule: Rule, inquiry: Inquiry) -> Iterable[Weighed]:
        """Run one rule, with what the vendor changed about it."""
        findings = rule.find(inquiry)
        if findings == ():
            return ()
        change = self.settings.rules.get(rule.code)
        if change is None:
            return _weighed(rule, rule.level, rule.points, findings)
        if _is_exempt(inquiry, change):
            return ()
        points = rule.points if change.points is None else change.points
        return _weighed(rule, change.level or rule.level, points, findings)


def _weighed(rule: Rule, level: Level, points: float, findings: Iterable[Finding]) -> Iterator[Weighed]:
    for finding in islice(findings, rule.most):
        observed = _shown(finding.observed)
        yield Weighed(
            rule,
            level,
            Reason(
                rule.code, points, finding.field, observed, rule.personal, finding.values, finding.span, rule.sentence
            ),
        )


def _is_exempt(inquiry: Inquiry, change: RuleSettings) -> bool:
    """Tell whether a rule passes over a lead."""
    domain, country = inquiry.email.domain, inquiry.lead.country or ""
    return country in change.except_countries or domain in change.except_domains


def _shown(observed: str | None) -> str | None:
    return observed if observed is None or len(observed) <= SHOWN else observed[: SHOWN - 1] + "…"


def _chunks(leads: Iterable[Lead]) -> Iterator[list[Lead]]:
    iterator = iter(leads)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _report(lead: Lead, contact: Contact, judgement: Judgement, settings: ScreeningSettings) -> ScreeningReport:
    disposition = _disposition(judgement, settings)
    if judgement.verdict is Verdict.REJECT and judgement.category in _UNTRUE:
        contact = Contact(contact.email, contact.phone, contact.phone_ok, email_ok=False)
    score = math.fsum(reason.points for reason in judgement.reasons)
    return ScreeningReport(
        lead.id, judgement.verdict, judgement.category, disposition, score, contact, judgement.reasons
    )


def _disposition(judgement: Judgement, settings: ScreeningSettings) -> Disposition:
    if judgement.verdict is Verdict.ACCEPT:
        return Disposition.QUALIFY
    if judgement.verdict is Verdict.REVIEW:
        return Disposition.REVIEW
    if judgement.category is None:
        return Disposition.DISCARD
    return settings.dispositions.get(judgement.category, Disposition.DISCARD)
