"""Partners: what they are called, whether they take part, what they have closed."""

import pytest

from leadmatch.errors import RecordError
from leadmatch.records.making import make
from leadmatch.records.partner import Contact, Partner, TrackRecord


def test_a_partner_takes_part_unless_it_is_said_not_to() -> None:
    assert Partner(partner_id="P").is_active
    assert Partner(partner_id="P", active=True).is_active
    assert not Partner(partner_id="P", active=False).is_active


def test_a_partner_is_shown_by_name_or_else_by_id() -> None:
    assert Partner(partner_id="P", name="Alpwerk").label == "Alpwerk"
    assert Partner(partner_id="P").label == Partner(partner_id="P").id == "P"


def test_a_track_record_counts_what_was_closed() -> None:
    assert (TrackRecord("Brewery", 3, 4).wins, TrackRecord("Brewery", 3, 4).closed) == (3, 7)
    assert (TrackRecord(won=None).wins, TrackRecord(lost=None).closed) == (0, 0)


def test_a_name_alone_is_a_contact() -> None:
    assert make(Partner, {"partner_id": "P", "contacts": "Ada Okonkwo"}).record.contacts == (Contact("Ada Okonkwo"),)


def test_a_country_that_is_not_understood_is_a_fault_because_it_would_limit_nothing() -> None:
    with pytest.raises(RecordError, match="Write the two-letter code of the country"):
        make(Partner, {"partner_id": "P", "countries": "DE;Atlantis"})


def test_a_time_zone_is_checked() -> None:
    assert make(Partner, {"partner_id": "P", "timezone": "Europe/Zurich"}).record.timezone == "Europe/Zurich"
    with pytest.raises(RecordError, match="timezone"):
        make(Partner, {"partner_id": "P", "timezone": "Europe/Atlantis"})
