from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts import seen as seen_module
from leadmatch.conflicts.blocking import key64
from leadmatch.conflicts.seen import Seen


@given(st.lists(st.integers(1, 2**64 - 1) | st.integers(1, 9) | st.integers(1, 9).map(lambda n: n << 20)))
def test_a_number_is_new_once(numbers: list[int]) -> None:
    seen, expected = Seen(), set[int]()
    for number in numbers:
        assert seen.meet(number) == (number not in expected)
        expected.add(number)
    assert len(seen) == len(expected)


def test_it_grows_with_what_it_meets() -> None:
    seen = Seen()
    numbers = [key64("n", str(number)) for number in range(5 * seen_module._FIRST_ROOM)]
    assert all(map(seen.meet, numbers))
    assert not any(map(seen.meet, numbers))
    assert len(seen) == len(numbers)
