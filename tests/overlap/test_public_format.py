"""The text format of the public sets is read as others write it; test labels change nothing but the score."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def public() -> ModuleType:
    return benchmark("matching_public")


def small_set() -> list[tuple[str, str, int]]:
    """Sixty products, each with itself and with its neighbour."""
    lines = []
    for number in range(60):
        left = f"COL title VAL product {number} deluxe COL price VAL {number}"
        for other in (number, (number + 1) % 60):
            right = f"COL title VAL product {other} deluxe edition COL price VAL {other}"
            lines.append((left, right, int(other == number)))
    return lines


def write(path: Path, lines: list[tuple[str, str, int]]) -> Path:
    path.write_text("".join(f"{left}\t{right}\t{label}\n" for left, right, label in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        ("COL title VAL office 2007 COL manufacturer VAL apple COL price VAL", "maker", "apple"),
        ("COL title VAL office 2007 COL manufacturer VAL COL price VAL 9.99", "price", "9.99"),
        ("COL title VAL office 2007 COL manufacturer VAL  COL price VAL 9.99", "maker", ""),
        (
            "COL title VAL a COL category VAL tv COL brand VAL sony COL modelno VAL kdl-40",
            "code",
            "kdl-40",
        ),
        ("COL id VAL one COL about VAL two", "name", "one"),
        ('COL title VAL 19" screen, the "best"', "name", '19" screen, the "best"'),
        ("just words", "name", "just words"),
    ],
)
def test_a_record_is_read_by_role(public: ModuleType, text: str, role: str, value: str) -> None:
    assert getattr(public.record_of(text), role) == value


def test_a_huge_text_is_cut(public: ModuleType) -> None:
    record = public.record_of("COL title VAL x COL description VAL " + "word " * 100_000)
    assert len(record.text) == public.LONGEST_TEXT


def test_a_line_that_is_no_pair_is_refused_with_its_number(public: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("COL a VAL b\tCOL a VAL c\t1\nCOL a VAL b\t1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        public.read_pairs(tmp_path / "bad.txt")


def test_prices_are_numbers_also_with_thousands() -> None:
    from landscape.overlap.text_records import Tables, TextRecord

    tables = Tables([TextRecord(price=text) for text in ("$1,299.00", "19.99", "", "free")], 2)
    assert np.array_equal(tables.prices, [1299.0, 19.99, np.nan, np.nan], equal_nan=True)


@pytest.mark.usefixtures("small_learner")
def test_the_labels_of_test_change_no_prediction(public: ModuleType, tmp_path: Path) -> None:
    lines = small_set()
    parts = {"train": lines[:80], "valid": lines[80:100], "test": lines[100:]}
    flipped = [(left, right, 1 - label) for left, right, label in parts["test"]]
    for name, part in {**parts, "flipped": flipped}.items():
        write(tmp_path / f"{name}.txt", part)
    train, valid = tmp_path / "train.txt", tmp_path / "valid.txt"
    real = public.run(train, valid, tmp_path / "test.txt", "answers")
    other = public.run(train, valid, tmp_path / "flipped.txt", "answers")
    assert real["threshold"] == other["threshold"]
    assert real["valid"] == other["valid"]
    said_right = real["test"]["recall"] * 10
    assert said_right == pytest.approx(round(said_right))
    assert real["test"] != other["test"]


@pytest.mark.usefixtures("public", "small_learner")
def test_every_answered_pair_is_scored_by_the_others(tmp_path: Path) -> None:
    lines = small_set()
    train, valid = write(tmp_path / "train.txt", lines[:90]), write(tmp_path / "valid.txt", lines[90:])
    report = benchmark("matching_cross").run(train, valid, 2, 0)
    assert (report["pairs"], report["matches"], len(report["f1_per_part"])) == (120, 60, 2)
    assert report["all"]["f1"] > 0.9
