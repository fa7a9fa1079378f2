import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from planner.commitments.kappa import agreement


def test_a_table_worked_out_by_hand() -> None:
    """Of 50 leads both say yes to 20 and no to 15, one alone to 5, the other alone to 10.

    Alike 0.7; chance 0.5 x 0.6 + 0.5 x 0.4 = 0.5; kappa (0.7 - 0.5) / 0.5 = 0.4.
    """
    one = [True] * 20 + [True] * 5 + [False] * 10 + [False] * 15
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    found = agreement(one, other)
    assert (found.n, found.alike, found.kappa) == pytest.approx((50, 0.7, 0.4))
    error = math.sqrt(0.7 * 0.3 / 50) / 0.5
    assert found.interval == pytest.approx((0.4 - 1.645 * error, 0.4 + 1.645 * error))


def test_few_leads_judged_alike_throughout_leave_doubt() -> None:
    """Half are qualified. Wilson's bound of 4 in 4 is 59.6 %, of 400 in 400 it is 99.3 %."""
    few, many = (agreement([True, False] * n, [True, False] * n) for n in (2, 200))
    assert few.kappa == many.kappa == 1.0
    assert few.interval == pytest.approx(((0.596 - 0.5) / 0.5, 1.0), abs=2e-3)
    assert many.interval == pytest.approx(((0.993 - 0.5) / 0.5, 1.0), abs=2e-3)
    apart = agreement([True, False] * 2, [False, True] * 2)
    assert apart.interval == pytest.approx((-1.0, -few.interval[0]))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_kappa_is_that_of_statsmodels(pairs: list[tuple[bool, bool]]) -> None:
    found = agreement([a for a, _ in pairs], [b for _, b in pairs])
    table = np.zeros((2, 2))
    for a, b in pairs:
        table[int(a), int(b)] += 1
    if math.isnan(found.kappa):
        assert len(set(pairs)) == 1
    else:
        assert found.kappa == pytest.approx(cohens_kappa(table).kappa)
