"""The walls of the house: they stand, and a deliberate breach is seen and named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--config", str(folder / "pyproject.toml"), "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder), "PATH": ""}
    )


def copy_house(folder: Path) -> Path:
    for source in (HOUSE / "landscape").rglob("*.py"):
        target = folder / source.relative_to(HOUSE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    (folder / "pyproject.toml").write_bytes((HOUSE / "pyproject.toml").read_bytes())
    return folder


def test_no_import_goes_uphill() -> None:
    result = lint(HOUSE)
    assert result.returncode == 0, result.stdout


def test_a_breach_fails_and_names_the_import(tmp_path: Path) -> None:
    house = copy_house(tmp_path)
    findings = house / "landscape" / "findings.py"
    findings.write_text(findings.read_text(encoding="utf-8") + "\nimport landscape.pipeline\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode != 0
    assert "landscape.findings -> landscape.pipeline" in result.stdout
