"""How a record is written: its marks, its price ending, its signs."""

from __future__ import annotations

import numpy as np

from landscape.overlap.record_style import FREQUENT, style_features, style_marks
from landscape.overlap.text_records import Tables, TextRecord

AT = np.arange(FREQUENT)


def tables(right_price: str = "12.97") -> Tables:
    left = [TextRecord(name=f"alfa{at}", maker="brand") for at in AT]
    right = [TextRecord(name=f"alfa{at} (r)", price=right_price) for at in AT]
    return Tables([*left, *right], FREQUENT)


def test_the_end_of_a_price_is_a_habit_and_a_missing_price_stays_missing() -> None:
    features = style_features(tables(), AT, AT)
    assert features["cents_right"].tolist() == [97.0] * FREQUENT
    assert features["last_digits_right"].tolist() == [297.0] * FREQUENT
    assert np.isnan(features["cents_left"]).all()
    assert np.isnan(features["price_ratio"]).all()


def test_signs_codes_and_makers_are_told_per_side() -> None:
    found = style_features(
        Tables([TextRecord(name="alfa", maker="brand"), TextRecord(name="brand 10038 alfa (pc)")], 1),
        np.array([0]),
        np.array([0]),
    )
    assert (found["code_first_left"][0], found["code_first_right"][0]) == (0.0, 1.0)
    assert (found["brackets_left"][0], found["brackets_right"][0]) == (0.0, 1.0)
    assert (found["has_maker_left"][0], found["has_maker_right"][0]) == (1.0, 0.0)


def sign_has_a_column(signed: int) -> bool:
    """Whether, of twenty right records, the first ``signed`` can be told by their sign."""
    right = [TextRecord(name=f"alfa{at}" + " (r)" * (at < signed)) for at in range(20)]
    marks = style_marks(Tables([TextRecord(name="alfa"), *right], 1), np.zeros(20, dtype=np.int64), np.arange(20))
    return (marks.toarray() == (np.arange(20) < signed)[:, None]).all(axis=0).any()


def test_only_marks_that_many_records_of_the_table_bear_are_a_habit() -> None:
    assert sign_has_a_column(FREQUENT)
    assert not sign_has_a_column(FREQUENT - 1)
