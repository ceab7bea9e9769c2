from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.hosts import is_plain_host, special_names

labels = st.text("ab0-x", max_size=6)
endings = st.sampled_from(["com", "co.uk", "test", "a1", "1", "", "onion", "xn--p1ai", "c"])


@given(st.builds("{}.{}".format, labels, endings) | st.builds("{}.{}.{}".format, labels, labels, endings))
def test_a_host_is_plain_only_where_a_mailbox_may_lie_under_it(domain: str) -> None:
    if is_plain_host(domain):
        assert validate_email(f"x@{domain}", check_deliverability=False).domain == domain
    elif domain.isascii() and "--" not in domain:
        try:
            validate_email(f"x@{domain}", check_deliverability=False)
        except EmailNotValidError:
            return
        raise AssertionError(domain)


def test_nothing_under_a_special_name_is_plain() -> None:
    assert special_names()
    assert not any(is_plain_host(f"firm.{name}") for name in special_names())
