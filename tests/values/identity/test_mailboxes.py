import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.mailboxes import is_role_mailbox


@pytest.mark.parametrize("local", ["info", "Sales.UK", "no-reply", "kontakt", "sales2", "büro"])
def test_an_office_is_recognised(local: str) -> None:
    assert is_role_mailbox(local)


@pytest.mark.parametrize("local", ["j.mueller", "bob", "inforegio", ""])
def test_a_person_is_not_taken_for_an_office(local: str) -> None:
    assert not is_role_mailbox(local)


@given(st.text())
def test_any_text_gives_an_answer(local: str) -> None:
    assert is_role_mailbox(local) in {True, False}
