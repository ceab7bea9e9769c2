from math import fsum

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.arrays import Memo, on_grid

points = st.lists(st.floats(-10, 10), min_size=1, max_size=12)


@given(points)
def test_points_on_the_grid_add_up_exactly_in_any_order(values: list[float]) -> None:
    placed = on_grid(np.array(values)).tolist()
    assert sum(placed) == sum(reversed(placed)) == fsum(placed)
    assert np.allclose(placed, values, atol=5e-7)


def test_a_memo_computes_once_and_forgets_when_it_is_full() -> None:
    asked: list[int] = []

    def double(key: int) -> int:
        asked.append(key)
        return key * 2

    memo = Memo(double, size=2)
    assert [memo(1), memo(1), memo(2), memo(3), memo(1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]
