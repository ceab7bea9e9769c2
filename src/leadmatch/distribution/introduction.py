"""Introductions: what is written to the person and to the partner when a lead is accepted, and when they may talk.

Nothing is sent here: text, HTML and the calendar entry are data, and sending them is the caller's act.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from typing import Final

from leadmatch.qualification.questions import LANGUAGES, question, questions
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.calendar.moments import zone as zone_of
from leadmatch.values.resources import read

_OCTETS: Final = 73
"""RFC 5545, 3.1: lines have at most 75 octets; the blank that begins a continuation is one of them."""
_CALL: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Message:
    """A drafted message.

    Attributes:
        subject: one line.
        lines: of the text, in order; those of a list begin with `- `.
    """

    subject: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The message as plain text."""
        return "\n".join(self.lines)

    @property
    def html(self) -> str:
        """The message as HTML, every word of strangers escaped."""
        return "".join(f"<p>{escape(line)}</p>" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What introduces a person and a partner to each other.

    Attributes:
        to_lead: who will call, why them, and when, in the lead's language.
        to_partner: need, urgency, what was answered and what is open, in the partner's language.
        calendar: proposal of a call, as the text of an .ics file.
    """

    to_lead: Message
    to_partner: Message
    calendar: str


@dataclass(frozen=True, slots=True)
class Call:
    """A proposed call.

    Attributes:
        at: when it begins, aware.
        caller: name of whoever calls; the partner's where None.
        reasons: why this partner, as sentences without a full stop in the lead's language.
    """

    at: datetime
    caller: str | None = None
    reasons: Sequence[str] = ()


def introduce(lead: Lead, partner: Partner, call: Call, *, urgent: bool = False, now: datetime) -> Introduction:
    """Draft the introduction of a lead's person and the partner that accepted it.

    Args:
        lead: the record.
        partner: who accepted it.
        call: when the partner means to call.
        urgent: whether the lead is urgent.
        now: when this is drafted.
    """
    return Introduction(
        _to_lead(lead, partner, call), _to_partner(lead, partner, urgent=urgent), _ics(lead, partner, call, now)
    )


def _to_lead(lead: Lead, partner: Partner, call: Call) -> Message:
    words = _words(_language(lead.languages))
    values = {
        "partner": _line(partner.label),
        "person": _line(lead.person),
        "caller": _line(call.caller or partner.label),
        "reasons": "; ".join(map(_line, call.reasons)),
        "lead_time": _local(call.at, lead.timezone or partner.timezone),
        "partner_time": _local(call.at, partner.timezone),
    }
    names = ["dear" if lead.person else "nobody", "who", *(["why"] if call.reasons else []), "when"]
    return Message(words["lead_subject"].format(**values), tuple(words[name].format(**values) for name in names))


def _to_partner(lead: Lead, partner: Partner, *, urgent: bool) -> Message:
    language = _language(partner.languages)
    words = _words(language)
    need = ", ".join(map(_line, lead.products)) or _line(lead.message or "") or "?"
    lines = [words["need"].format(need=need), *([words["urgent"]] if urgent else [])]
    asked = [(each, lead.answers.get(each.code)) for each in questions(language)]
    known = [f"- {each.text} {_answer(each.code, answer, language)}" for each, answer in asked if answer]
    lines += [words["known"], *known] if known else []
    still_open = [f"- {each.text}" for each, answer in asked if not answer]
    lines += [words["open"], *still_open] if still_open else []
    return Message(words["partner_subject"].format(lead=_line(lead.id)), tuple(lines))


def _answer(code: str, answer: str, language: str) -> str:
    """Return an answer in the words of the template where it is one of its options, else as it was written."""
    asked = question(code, language)
    option = asked.option(answer) if asked is not None else None
    texts = {each.code: each.text for each in asked.options} if asked is not None else {}
    return texts[option.code] if option is not None else _line(answer)


def _ics(lead: Lead, partner: Partner, call: Call, now: datetime) -> str:
    """Return the proposal after RFC 5545: times in UTC, which every calendar shows in its own zone."""
    words = _words(_language(lead.languages))
    title = words["event"].format(partner=_line(partner.label), company=_line(lead.company or lead.person or lead.id))
    times = {_local(call.at, zone): None for zone in (lead.timezone or partner.timezone, partner.timezone)}
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//leadmatch//introduction//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_quoted(lead.id)}/{_quoted(partner.id)}@leadmatch",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(call.at)}",
        f"DTEND:{_utc(call.at + _CALL)}",
        f"SUMMARY:{_quoted(title)}",
        f"DESCRIPTION:{_quoted(' / '.join(times))}",
        "STATUS:TENTATIVE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterable[str]:
    """Yield a line in parts that are short enough, never cutting a sign."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part


def _quoted(text: str) -> str:
    return _line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _line(text: str) -> str:
    """Return a stranger's text as one line, so that it can end neither a subject nor a calendar's field."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _local(moment: datetime, zone: str | None) -> str:
    """Return a moment on the clock of a zone; on that of UTC where the zone is not known."""
    try:
        place = zone_of(zone or "UTC")
    except ValueError:
        place = UTC
    return moment.astimezone(place).strftime("%Y-%m-%d %H:%M %Z")


def _language(languages: Sequence[str]) -> str:
    return next((each for each in languages if each in LANGUAGES), "en")


@cache
def _words(language: str) -> Mapping[str, str]:
    return tomllib.loads(read(f"introductions/{language}.toml", "leadmatch.distribution"))
