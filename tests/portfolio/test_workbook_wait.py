"""A child that works may wait for a busy machine; one that stands still or works for ever is ended."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.portfolio import workbook_wait
from landscape.portfolio.workbook_wait import answer_of, processor_seconds

WORKS_IN_BITS = """
import time
end = time.monotonic() + 1.5
while time.monotonic() < end:
    bit = time.monotonic() + 0.1
    while time.monotonic() < bit: pass
    time.sleep(0.02)
print("answer", end="")
"""
WORKS_FOR_EVER = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
while True: pass
"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system does not tell the processor time of a process"
)


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_wait, "_LOOK_EVERY", 0.4)


def _run(program: str, *, seconds: int, wall_seconds: int) -> bytes:
    return answer_of(
        [sys.executable, "-c", program], b"", os.environ, {"seconds": seconds, "wall_seconds": wall_seconds}
    )


def test_a_process_that_works_may_take_longer_on_the_clock_than_its_processor_time() -> None:
    assert _run(WORKS_IN_BITS, seconds=0, wall_seconds=60) == b"answer"


def test_a_process_that_stands_still_is_ended_long_before_the_clock() -> None:
    with pytest.raises(PortfolioError) as refusal:
        _run("import time; time.sleep(600)", seconds=0, wall_seconds=500)
    assert refusal.value.code == "too_slow"


def test_a_process_that_keeps_working_is_ended_by_the_clock_and_the_sentence_names_it() -> None:
    with pytest.raises(PortfolioError) as refusal:
        _run("while True: pass", seconds=600, wall_seconds=2)
    assert refusal.value.code == "too_slow"
    assert "na 2 seconden" in str(refusal.value)


def test_a_process_that_passes_its_processor_time_is_refused_with_that_limit() -> None:
    with pytest.raises(PortfolioError) as refusal:
        _run(WORKS_FOR_EVER, seconds=1, wall_seconds=120)
    assert refusal.value.code == "too_much_work"
    assert "1 seconden rekentijd" in str(refusal.value)


def test_processor_time_of_no_process_is_unknown() -> None:
    assert processor_seconds(2**22 + 1) is None
    own = processor_seconds(os.getpid())
    assert own is not None
    assert own > 0
