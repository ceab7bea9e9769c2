"""The short cuts that spare a lead most rules: they may miss a plain lead, but never one that a rule would find."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.records.lead import Lead
from leadmatch.screening.catalogue import DEFAULT_RULES
from leadmatch.screening.inquiry import Inquiry, read_inquiry
from leadmatch.screening.settings import ScreeningSettings

names = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Anna", "Test", "asdf", "Mickey", "Mouse", "Spider", "Man", "aaaa", "n/a", "McDoNaLdS", "http://x"]
    ),
)
emails = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["a.b@firm.de", "x@gmial.com", "info@firm.de", "asdf@asdf.com"]),
    st.builds("{}@{}.{}".format, names, names, st.sampled_from(["de", "com", "xyz", "edu"])),
)  # fmt: skip
phones = st.one_of(st.none(), st.text("+0123456789 ", max_size=14), st.sampled_from(["+44 20 7946 0958", "0900 12345"]))
texts = st.one_of(st.none(), st.text(max_size=40), st.lists(names, max_size=8).map(" ".join))
leads = st.builds(
    Lead, first_name=names, last_name=names, company=names, job_title=names, email=emails, phone=phones, message=texts,
    country=st.sampled_from(["DE", "GB", None]), honeypot=st.sampled_from([None, "", "x"]),
    form_seconds=st.sampled_from([None, 1.0, 30.0]),
)  # fmt: skip
SHORT_CUTS = tuple(dict.fromkeys(rule.unless for rule in DEFAULT_RULES if rule.unless))


@pytest.mark.parametrize("unless", SHORT_CUTS, ids=lambda unless: unless.__module__)
@given(lead=leads, lists=st.sampled_from([(), ("firm.de",)]))
def test_where_a_short_cut_is_taken_no_rule_would_find_anything(
    unless: Callable[[Inquiry], bool], lead: Lead, lists: tuple[str, ...]
) -> None:
    inquiry = read_inquiry(lead, ScreeningSettings(blocked=lists))
    if unless(inquiry):
        assert [rule.code for rule in DEFAULT_RULES if rule.unless is unless and list(rule.find(inquiry))] == []
