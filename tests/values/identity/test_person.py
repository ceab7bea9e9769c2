import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.person import person_key, person_tokens, same_first_name


@pytest.mark.parametrize(
    "names",
    [
        (("Jürgen", "Müller"), ("Dr. Juergen", "Mueller"), ("MULLER", "Jurgen"), (None, "Müller, Jürgen")),
        (("Håkon", "Telle"), ("Telle", "Haakon")),
        (("Ing.", "Roland Frühwirth"), ("Roland", "Fruehwirth")),
        (("William", "Baxter Jr."), ("Mr William", "Baxter")),
        (("Siobhán", "O'Kelly"), ("Siobhan", "OKelly")),
    ],
)
def test_spellings_of_one_name_have_one_key(names: tuple[tuple[str | None, str], ...]) -> None:
    assert len({person_key(first, last) for first, last in names}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("william", "bill", True),
        ("will", "william", True),
        ("w", "william", True),
        ("w", "robert", False),
        ("christian", "christopher", False),
        ("vikas", "vikash", False),
        ("anna", "anna", True),
    ],
)
def test_first_names_may_be_short_forms_or_initials(one: str, other: str, *, same: bool) -> None:
    assert same_first_name(one, other) is same
    assert same_first_name(other, one) is same


def test_titles_alone_are_no_name() -> None:
    assert person_tokens("Prof. Dr.") == ()
    assert person_key(None, None) == ""


@given(st.text(), st.text())
def test_the_order_of_the_fields_does_not_matter(first: str, last: str) -> None:
    assert person_key(first, last) == person_key(last, first)


@given(st.text(), st.text())
def test_the_key_of_a_key_is_itself(first: str, last: str) -> None:
    key = person_key(first, last)
    assert person_key(None, key[:200]) == key[:200] or len(key) > 200
