"""The strategies that are shipped make the records they promise."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, find, given, settings

from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import make
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.testing.strategies import Row, deals, hostile_text, lead_rows, leads, offers, partners

SLOW = settings(suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(leads(), partners(), deals(), offers())
def test_each_strategy_makes_its_kind_of_record(lead: Lead, partner: Partner, deal: Deal, offer: Offer) -> None:
    assert (type(lead), type(partner), type(deal), type(offer)) == (Lead, Partner, Deal, Offer)
    assert lead.id
    assert partner.id
    assert deal.id
    assert offer.id


@SLOW
@given(lead_rows())
def test_every_row_of_the_strategy_can_be_read(row: Row) -> None:
    assert make(Lead, row).warnings == ()


@pytest.mark.parametrize("nasty", ["\0", "\ud800", "<script>", "=HYPERLINK", "\u202e", "{observed}"])
def test_hostile_text_holds_what_breaks_programs(nasty: str) -> None:
    assert nasty in find(hostile_text(), lambda text: nasty in text)


def test_without_hypothesis_the_error_names_the_extra() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import leadmatch.testing.strategies"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        'MissingExtraError: leadmatch.testing.strategies needs Hypothesis: pip install "channel-leadmatch[testing]"'
        in (done.stderr)
    )
