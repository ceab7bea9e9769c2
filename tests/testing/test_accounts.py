from collections import Counter
from random import Random

from leadmatch.testing.accounts import LARGE_ACCOUNT, account_leads


def test_the_same_generator_makes_the_same_leads() -> None:
    assert list(account_leads(40, Random(7))) == list(account_leads(40, Random(7)))


def test_accounts_have_one_to_several_leads_and_one_has_hundreds() -> None:
    sizes = Counter(number for number, _ in account_leads(3000, Random(8)))
    assert max(sizes.values()) == LARGE_ACCOUNT
    assert {1, 2, 3, 5} <= set(sizes.values())
    assert sizes.total() == 3000


def test_a_private_mailbox_and_an_empty_field_are_among_them() -> None:
    leads = [lead for _, lead in account_leads(500, Random(9))]
    assert any(lead.email and lead.email.endswith("@gmail.com") for lead in leads)
    assert any(lead.company is None for lead in leads)
    assert len({lead.id for lead in leads}) == 500
