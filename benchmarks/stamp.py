"""Which code a stored figure belongs to: the commit, and whether the matching had changes on top of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LOOKED_AT = ("landscape/overlap", "landscape/engine", "landscape/knowledge", "landscape/portfolio", "benchmarks")


def stamp() -> dict[str, str]:
    """``commit`` with "-changed" behind it when what is measured was not committed; empty outside a repository."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", *_LOOKED_AT)
    return {"commit": _git("rev-parse", "--short", "HEAD") + ("-changed" if changed else "")}


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
