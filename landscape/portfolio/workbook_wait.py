"""How long we wait for the process that parses an upload.

In come its command and request, out comes its answer. What counts is processor time: a process that works may go on as
long as a busy machine makes it wait, up to ``wall_seconds`` on the clock; one that stands still ends much sooner. A
newcomer would set one limit on the clock: then a busy server refuses a list that a quiet one reads in five seconds.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from landscape import knowledge

_LOOK_EVERY = 5.0
"""Seconds between two looks at whether it still works."""
_WORKS_FROM = 0.02
"""Seconds of processor time between two looks: even one process among two hundred gets that."""
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0))
"""How a process ends that passed its processor time; where there is no such signal nothing ends with it."""


def answer_of(
    command: Sequence[str], request: bytes, environment: Mapping[str, str], limits: Mapping[str, int]
) -> bytes:
    """What the process answers; empty when it died of something else than time.

    Args:
        command: what to start.
        request: goes in on stdin.
        environment: of the process.
        limits: ``seconds`` of processor time, which the process sets for itself, and ``wall_seconds`` on the clock.

    Raises:
        PortfolioError: it took too much processor time (``too_much_work``) or too long (``too_slow``).
    """
    with subprocess.Popen(  # noqa: S603  # our own interpreter and module; the path travels as data
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(environment)
    ) as child:
        try:
            answer = _wait(child, request, limits)
        finally:
            child.kill()
    if not answer and child.returncode == _OUT_OF_TIME != 0:
        raise knowledge.refuse("too_much_work", limit=limits["seconds"])
    return answer


def _wait(child: subprocess.Popen[bytes], request: bytes, limits: Mapping[str, int]) -> bytes:
    waited = worked = 0.0
    given: bytes | None = request
    while True:
        try:
            return child.communicate(given, timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            given, waited = None, waited + _LOOK_EVERY
        so_far = processor_seconds(child.pid)
        works = so_far is not None and so_far - worked >= _WORKS_FROM
        worked = so_far or 0.0
        if waited >= limits["wall_seconds"] or (waited > limits["seconds"] and not works):
            raise knowledge.refuse("too_slow", limit=round(waited))


def processor_seconds(process: int) -> float | None:
    """Processor time of a process so far; None where the system does not tell, as on Windows."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
