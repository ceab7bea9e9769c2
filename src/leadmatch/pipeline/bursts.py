"""Bursts: one phone, mailbox or text sent again and again, in short time, under ever new names and companies.

What buyers do is no burst, however often: the same person who asks again, colleagues behind one switchboard or mailbox,
an agency that files its clients' inquiries under its own name. So leads are not counted, but the persons and the
companies behind them, and the smaller of the two figures decides.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from leadmatch.records.lead import Lead
from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.kinds import Category, Group, Level
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.rule import Finding, Rule
from leadmatch.screening.settings import BurstSettings
from leadmatch.values.identity.company import company_key
from leadmatch.values.identity.domains import company_domain
from leadmatch.values.identity.email import read_email
from leadmatch.values.identity.person import person_key
from leadmatch.values.text.tokens import folded_words

_WEIGHTS = (
    ("burst.phone", "phone", Level.TELLING, 26.0),
    ("burst.mailbox", "email", Level.TELLING, 26.0),
    ("burst.text", "message", Level.HINT, 15.0),
)
"""Code, field, level and points of each kind. They are one group: together they never reject without another sign. A
text is a hint only, since forms that a campaign fills in beforehand repeat as well."""

Found = dict[str, int]
"""Lead id → inquirers of its burst."""


@dataclass(frozen=True, slots=True)
class Bursts:
    """The bursts of a batch.

    Attributes:
        inquirers: code → lead id → how many inquirers the burst has that the lead is part of.
    """

    inquirers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def lead_ids(self) -> frozenset[str]:
        """Ids of the leads that are part of one."""
        return frozenset().union(*self.inquirers.values())

    def rules(self) -> Iterator[Rule]:
        """Yield the rules of screening that find these bursts; they know the leads of this batch only."""
        for code, name, level, points in _WEIGHTS:
            find = _finder(name, self.inquirers.get(code, {}))
            yield Rule(code, Group.BATCH, level, points, find, Category.SPAM, personal=name != "message")


def _finder(name: str, inquirers: Mapping[str, int]) -> Callable[[Inquiry], Iterable[Finding]]:
    def find(inquiry: Inquiry) -> Iterable[Finding]:
        count = inquirers.get(inquiry.lead.id)
        if count is None:
            return ()
        return (Finding(name, getattr(inquiry.lead, name), None, (("inquirers", count),)),)

    return find


def find_bursts(leads: Iterable[Lead], reports: Iterable[ScreeningReport], settings: BurstSettings) -> Bursts:
    """Find the bursts of a batch; the work is linear in it.

    Args:
        leads: the batch, by arrival and id.
        reports: what screening says of each, for the canonical phone.
        settings: the window, and from how many inquirers on there is a burst.
    """
    phones: defaultdict[str, list[Lead]] = defaultdict(list)
    mailboxes: defaultdict[str, list[Lead]] = defaultdict(list)
    texts: defaultdict[bytes, list[Lead]] = defaultdict(list)
    for lead, report in zip(leads, reports, strict=True):
        if report.contact.phone:
            phones[report.contact.phone].append(lead)
        if mailbox := read_email(lead.email).key:
            mailboxes[mailbox].append(lead)
        if text := _text_key(lead, settings.least_words):
            texts[text].append(lead)
    window = timedelta(hours=settings.hours)
    return Bursts(
        {
            "burst.phone": _crowded(phones.values(), settings.phones, window),
            "burst.mailbox": _crowded(mailboxes.values(), settings.mailboxes, window),
            "burst.text": _crowded(texts.values(), settings.texts, window),
        }
    )


def _text_key(lead: Lead, least_words: int) -> bytes:
    """Return a digest of a message without numbers and the sender's names, which bots change; empty for short ones."""
    if not lead.message:
        return b""
    own = {*folded_words(lead.person), *folded_words(lead.company or "")}
    words = [word for word in folded_words(lead.message) if word not in own and not word.isdigit()]
    if len(words) < least_words:
        return b""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()


def _crowded(groups: Iterable[Sequence[Lead]], least: int, window: timedelta) -> Found:
    """Return the leads of the groups that many inquirers share within a window."""
    found: Found = {}
    for group in groups:
        if len(group) >= least:
            timeless = [lead for lead in group if lead.received_at is None]
            found |= _in_windows([lead for lead in group if lead.received_at is not None], least, window)
            found |= _in_windows(timeless, least, window)
    return found


def _in_windows(leads: Sequence[Lead], least: int, window: timedelta) -> Found:
    """Move a window over leads in order of arrival; full windows that share a lead are one burst, told by its fullest.

    Leads without a time came with the batch, all at once.
    """
    who = [_inquirer(lead) for lead in leads]
    persons: Counter[str] = Counter()
    companies: Counter[str] = Counter()
    bursts: list[tuple[int, int, int]] = []
    first = 0
    for place, (person, company) in enumerate(who):
        persons[person] += 1
        companies[company] += 1
        while _is_over(leads[first].received_at, leads[place].received_at, window):
            _leave(persons, who[first][0])
            _leave(companies, who[first][1])
            first += 1
        count = min(len(persons), len(companies))
        if count >= least:
            start, most = first, count
            if bursts and first < bursts[-1][1]:
                start, _, before = bursts.pop()
                most = max(most, before)
            bursts.append((start, place + 1, most))
    return {lead.id: most for start, end, most in bursts for lead in leads[start:end]}


def _is_over(start: datetime | None, end: datetime | None, window: timedelta) -> bool:
    return start is not None and end is not None and end - start > window


def _leave(counter: Counter[str], name: str) -> None:
    counter[name] -= 1
    if not counter[name]:
        del counter[name]


def _inquirer(lead: Lead) -> tuple[str, str]:
    """Return the person and the company behind a lead; who names no company stands for themselves."""
    person = person_key(lead.first_name, lead.last_name)
    return person, company_key(lead.company) or company_domain(lead.email) or person
