import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts import index as index_module
from leadmatch.conflicts.blocking import key64
from leadmatch.conflicts.index import KeyIndex

KEYS = st.sets(st.integers(0, 9).map(lambda number: key64("d", str(number))), max_size=4)


def test_a_record_is_found_under_each_of_its_keys() -> None:
    index = KeyIndex()
    index.put(0, [[5], [2**64 - 1]])
    index.put(1, [[5]])
    assert [list(places) for places in index.candidates([5, 2**64 - 1, 7])] == [[0, 1], [0], []]


def test_keys_are_64_bits_of_blake2b_over_kind_and_value() -> None:
    assert key64("d", "loomworks.co.uk") == 11332424551691685683
    assert key64("d", "a") != key64("p", "a")
    assert key64("p", "\ud800") < 2**64


@given(st.lists(st.tuples(KEYS, st.booleans()), max_size=12), st.integers(0, 12))
def test_whatever_is_sorted_in_the_answer_is_the_same(rows: list[tuple[set[int], bool]], sorted_at: int) -> None:
    index = KeyIndex()
    expected: dict[int, list[int]] = {}
    for place, (keys, asked) in enumerate(rows):
        index.put(place, [keys])
        if place == sorted_at:
            index._sort_in()
        for key in keys:
            expected.setdefault(key, []).append(place)
        if asked:
            assert all(list(np.asarray(index.candidates([key])[0])) == places for key, places in expected.items())


def test_many_new_entries_are_sorted_in() -> None:
    index = KeyIndex()
    for place in range(index_module._RECENT + 1):
        index.put(place, [[place % 7]])
    assert len(index.candidates([3])[0]) == len(range(3, index_module._RECENT + 1, 7))
    assert not index._recent
