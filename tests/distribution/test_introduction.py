"""An introduction tells both sides what they need, in their own words and on their own clocks."""

from datetime import UTC, datetime
from string import Formatter

import pytest
from hypothesis import given

from leadmatch.distribution.introduction import Call, _words, introduce
from leadmatch.qualification.questions import LANGUAGES, questions
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.strategies import leads, partners

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
CALL = Call(datetime(2026, 11, 17, 14, tzinfo=UTC), "Ada Brandt", ("knows breweries", "sits in Bamberg"))
PARTNER = Partner(partner_id="P1", name="Nordlicht", timezone="Europe/Berlin", languages=("en",))


def test_the_person_reads_who_calls_why_and_when() -> None:
    lead = Lead(lead_id="L1", first_name="Birte", last_name="Lührsen", timezone="America/New_York", languages=("de",))
    message = introduce(lead, PARTNER, CALL, now=NOW).to_lead
    assert message.subject == "Ihre Anfrage: Nordlicht ruft Sie an"
    assert message.lines[0] == "Guten Tag Birte Lührsen,"
    for told in ("Ada Brandt", "knows breweries; sits in Bamberg", "2026-11-17 09:00 EST", "2026-11-17 15:00 CET"):
        assert told in message.text


def test_without_a_name_a_reason_or_a_zone_it_still_reads_well() -> None:
    lead = Lead(lead_id="L1", timezone="Mars/Base", languages=("tlh",))
    message = introduce(lead, PARTNER, Call(CALL.at), now=NOW).to_lead
    assert message.lines[0] == "Hello,"
    assert len(message.lines) == 3
    assert "2026-11-17 14:00 UTC" in message.text


def test_the_partner_reads_what_is_known_and_what_is_open() -> None:
    first, second, *rest = questions("en")
    lead = Lead(
        lead_id="L1", products=("Scanners",), answers={first.code: first.options[0].code, second.code: "Ask <Ada>"}
    )
    message = introduce(lead, PARTNER, CALL, urgent=True, now=NOW).to_partner
    assert message.lines[:2] == ("What is wanted: Scanners.", "It is urgent.")
    assert f"- {first.text} {first.options[0].text}" in message.lines
    assert f"- {second.text} Ask <Ada>" in message.lines
    assert [f"- {each.text}" for each in rest] == list(message.lines[-len(rest) :])
    assert "Ask &lt;Ada&gt;" in message.html


def test_nothing_is_open_or_known_where_all_or_nothing_was_answered() -> None:
    everything = Lead(lead_id="L1", message="Help", answers={each.code: "yes" for each in questions("en")})
    assert "Still open:" not in introduce(everything, PARTNER, CALL, now=NOW).to_partner.lines
    nothing = introduce(Lead(lead_id="L1"), PARTNER, CALL, now=NOW).to_partner
    assert nothing.lines[0] == "What is wanted: ?."
    assert "Already answered, so please do not ask again:" not in nothing.lines


def test_the_calendar_entry_shows_both_clocks() -> None:
    lead = Lead(lead_id="L1", company="Ostfeld, Söhne; Co", timezone="America/New_York")
    calendar = introduce(lead, PARTNER, CALL, now=NOW).calendar
    unfolded = calendar.replace("\r\n ", "")
    assert "DTSTART:20261117T140000Z\r\nDTEND:20261117T143000Z" in unfolded
    assert "SUMMARY:Call: Nordlicht and Ostfeld\\, Söhne\\; Co" in unfolded
    assert "DESCRIPTION:2026-11-17 09:00 EST / 2026-11-17 15:00 CET" in unfolded


@given(leads(), partners())
def test_no_text_of_strangers_breaks_out_of_its_line(lead: Lead, partner: Partner) -> None:
    made = introduce(lead, partner, CALL, now=NOW)
    lines = made.calendar.split("\r\n")
    assert all(len(line.encode()) <= 75 and line.isprintable() for line in lines)
    assert len([line for line in lines if line and not line.startswith(" ")]) == 14
    for message in (made.to_lead, made.to_partner):
        assert all(line.isprintable() for line in (message.subject, *message.lines))
        assert message.html.count("<") == 2 * len(message.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_values(language: str) -> None:
    def values(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)}

    english, other = _words("en"), _words(language)
    assert {name: values(text) for name, text in other.items()} == {
        name: values(text) for name, text in english.items()
    }
