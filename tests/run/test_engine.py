"""The engine seam: the same SQL on DuckDB and Spark gives the same frames, and the command says what ran where."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from landscape import engine
from landscape.cli import app
from landscape.engine import spark
from landscape.findings import PortfolioError
from landscape.overlap import candidates
from landscape.overlap.patterns import find_overlaps, function_matrix
from landscape.overlap.redundancy import redundancy

DAY = ["--reference-date", "2026-07-01"]


@pytest.fixture
def spark_works() -> None:
    problem = spark.missing()
    if problem and os.environ.get("CI") != "true":
        pytest.skip(f"Spark cannot start here: {problem}")
    assert problem == ""


def landscape(rows: int = 400) -> pd.DataFrame:
    """Applications as the overlap room sees them, with unknown amounts and dates and letters outside ASCII."""
    chance = np.random.default_rng(7)
    texts = {
        "organisation": chance.choice(["Aadorp", "Beekstad", "Çédorp"], rows),
        "product_id": chance.choice([f"p-{number}" for number in range(40)], rows),
        "component": chance.choice(["", "Éen-component", "BAG-beheercomponent", "bi"], rows),
        "contract_number": chance.choice(["", "C1", "C2"], rows),
        "vendor_name": chance.choice(["", "Éclair", "Vendor"], rows),
        "name_version": chance.choice(["", "1", "2"], rows),
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in texts.items()})
    frame["application_id"] = [f"a{number:04d}" for number in range(rows)]
    frame["product_name"] = frame["product_id"]
    frame["cloud"] = "unknown"
    frame["name_environment"] = ""
    frame["application_kind"] = "business"
    frame["component_is_broad"] = frame["component"] == "bi"
    frame["annual_cost_eur"] = np.where(chance.random(rows) < 0.3, np.nan, np.round(chance.random(rows) * 9000, 2))
    days = pd.Timestamp("2027-01-01") + pd.to_timedelta(chance.integers(0, 700, rows), unit="D")
    frame["contract_end_date"] = pd.Series(days).where(chance.random(rows) > 0.4).astype("datetime64[s]")
    return frame


def answers(rows: pd.DataFrame) -> dict[str, str]:
    """The fingerprint of everything that runs through the seam."""
    pairs = candidates.same_value(list(rows["product_id"]), 3)
    blocked = pd.DataFrame({"left": pairs.left, "right": pairs.right})
    made = {
        "overlaps": find_overlaps(rows), "matrix": function_matrix(rows), "redundancy": redundancy(rows),
        "blocked": blocked,
    }  # fmt: skip
    return {name: engine.fingerprint(frame) for name, frame in made.items()}


def test_duckdb_and_spark_give_equal_hashes(spark_works: None) -> None:
    rows = landscape()
    with engine.running("duckdb"):
        ours = answers(rows)
    with engine.running("spark") as stay:
        theirs = answers(rows)
    assert theirs == ours
    assert stay.engine == "spark"
    assert [name for name, _, _ in stay.steps] == ["pairs", "facts", "facts", "matrix", "redundancy"]
    assert stay.rows == 400


def test_the_order_of_rows_changes_no_hash() -> None:
    rows = landscape()
    shuffled = rows.sample(frac=1.0, random_state=3).reset_index(drop=True)
    assert {k: v for k, v in answers(shuffled).items() if k != "blocked"} == {
        k: v for k, v in answers(rows).items() if k != "blocked"
    }


def test_a_fingerprint_sees_one_changed_cell() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", ""]})
    assert engine.fingerprint(frame) == engine.fingerprint(frame.copy())
    assert engine.fingerprint(frame) != engine.fingerprint(frame.assign(b=["x", "y"]))
    assert engine.fingerprint(frame) != engine.fingerprint(frame.rename(columns={"b": "c"}))


def test_an_unknown_number_reaches_the_engine_as_unknown() -> None:
    found = engine.run_steps(
        {"counts": "SELECT count(*) AS all_rows, count(amount) AS known FROM given"},
        given=pd.DataFrame({"amount": [1.0, np.nan, 3.0]}),
    )
    assert found.loc[0].tolist() == [3, 2]


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=30), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_same_value_pairs_are_those_within_reach_of_each_other(values: list[str], most: int) -> None:
    found = candidates.same_value(values, most)
    places = {value: [at for at, other in enumerate(values) if other == value] for value in set(values) - {""}}
    expected = sorted(
        (one, other)
        for group in places.values()
        for rank, one in enumerate(group)
        for other in group[rank + 1 : rank + 1 + most]
    )
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == expected


def test_an_engine_we_do_not_have_is_refused() -> None:
    with pytest.raises(PortfolioError, match="duckdb of spark"), engine.running("oracle"):
        pass


def test_parquet_comes_back_as_it_went(tmp_path: Path) -> None:
    rows = landscape(50)
    engine.write_parquet(rows, tmp_path / "rows.parquet")
    pd.testing.assert_frame_equal(engine.read_parquet(tmp_path / "rows.parquet"), rows, check_dtype=False)


def test_parquet_written_by_one_run_is_read_by_the_next(two_inventories: list[Path], tmp_path: Path) -> None:
    runner = CliRunner()
    first, second = tmp_path / "first", tmp_path / "second"
    done = runner.invoke(app, ["analyse", *map(str, two_inventories), "--engine", "duckdb", "--out", str(first), *DAY])
    assert done.exit_code == 0, done.output
    assert "DuckDB rekende" in done.output
    stored = first / "parquet" / "applications.parquet"
    again = runner.invoke(app, ["analyse", str(stored), "--engine", "duckdb", "--out", str(second), *DAY])
    assert again.exit_code == 0, again.output
    for name in ("products", "overlaps"):
        assert (second / f"{name}.csv").read_bytes() == (first / f"{name}.csv").read_bytes()


def test_spark_says_that_duckdb_would_be_faster(spark_works: None, two_inventories: list[Path], tmp_path: Path) -> None:
    runner = CliRunner()
    files = list(map(str, two_inventories))
    by_spark = runner.invoke(app, ["analyse", *files, "--engine", "spark", "--out", str(tmp_path / "s"), *DAY])
    plain = runner.invoke(app, ["analyse", *files, "--out", str(tmp_path / "d"), *DAY])
    assert by_spark.exit_code == plain.exit_code == 0, by_spark.output
    assert "DuckDB hiervoor sneller" in by_spark.output
    for name in ("applications", "products", "pairs", "overlaps", "candidates"):
        assert (tmp_path / "s" / f"{name}.csv").read_bytes() == (tmp_path / "d" / f"{name}.csv").read_bytes()
    assert (tmp_path / "s" / "parquet" / "applications.parquet").is_dir()


@pytest.mark.parametrize("arguments", [["--engine", "oracle"], []])
def test_a_wrong_argument_is_exit_status_two(arguments: list[str], two_inventories: list[Path], tmp_path: Path) -> None:
    file = two_inventories[0] if arguments else tmp_path / "bestaat-niet.xlsx"
    done = CliRunner().invoke(app, ["analyse", str(file), *arguments, "--out", str(tmp_path / "o"), *DAY])
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert ("oracle" if arguments else "bestaat-niet.xlsx") in done.output


def test_names_we_do_not_know_become_a_list_to_fill_in(two_inventories: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "names.csv"
    done = CliRunner().invoke(app, ["names", *map(str, two_inventories), "--out", str(out)])
    assert done.exit_code == 0, done.output
    listed = pd.read_csv(out, sep=";", encoding="utf-8-sig", dtype="str")
    assert {"applications", "organisations", "package", "vendor", "aliases", "components", "source"} <= set(listed)
