"""The command line of a stored partnership: the same functions, one sentence per refusal."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from landscape.cli_partnership import app
from landscape.cli_refusals import REFUSED
from tests.small_inventories import GEMEENTE_A, write_xlsx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A)
    return tmp_path


def run(folder: Path, *words: str, status: int = 0) -> str:
    paths = [str(folder / word) if word.endswith((".duckdb", ".xlsx")) else word for word in words]
    outcome = CliRunner().invoke(app, paths)
    assert outcome.exit_code == status, outcome.output
    assert "Traceback" not in outcome.output
    return outcome.output


def test_from_nothing_to_a_backup_and_back(folder: Path) -> None:
    assert "gemaakt" in run(folder, "new", "regio.duckdb")
    assert "4 nieuw + 0 gewijzigd + 0 ongewijzigd" in run(folder, "import", "regio.duckdb", "Gemeente A.xlsx")
    assert "inlezing" in run(folder, "accept", "regio.duckdb", "Gemeente A.xlsx", "--by", "beheerder")
    assert "al overgenomen" in run(folder, "accept", "regio.duckdb", "Gemeente A.xlsx")
    write_xlsx(folder / "Gemeente A.xlsx", [*GEMEENTE_A[:2], (*GEMEENTE_A[3][:5], "50.000", "")])
    told = run(folder, "import", "regio.duckdb", "Gemeente A.xlsx")
    assert '"45.000,00" wordt "50.000,00"' in told
    assert "Subsidieregister" in told, "missing applications are listed"
    assert "4 applicaties" in run(folder, "export", "regio.duckdb", "verbeteren.xlsx")
    run(folder, "backup", "regio.duckdb", "kopie.duckdb")
    assert "teruggedraaid" in run(folder, "undo", "regio.duckdb")
    assert "teruggezet" in run(folder, "restore", "regio.duckdb", "kopie.duckdb")
    assert "4 applicaties" in run(folder, "remove", "regio.duckdb", "Gemeente A", "--yes")


def test_a_dry_run_names_new_and_refused_rows_and_the_command_that_accepts_it(folder: Path) -> None:
    run(folder, "new", "regio.duckdb")
    write_xlsx(folder / "lijst najaar.xlsx", [*GEMEENTE_A, ("", "Centric", "zonder naam", "", "", "500", "")])
    told = run(folder, "import", "regio.duckdb", "lijst najaar.xlsx", "--organisation", "Gemeente A")
    new = told[told.index("Nieuw (4)") :]
    assert all(str(row[0]) in new for row in GEMEENTE_A)
    refused = told[told.index("Geweigerd (1)") : told.index("Nieuw (4)")]
    assert 'blad "Sheet", rij 6' in refused
    assert "Centric" in refused, "what stood in the row"
    command = told[told.index("landscape partnership accept") :].strip()
    assert command.endswith('lijst najaar.xlsx" --organisation "Gemeente A"')
    words = [word for word in shlex.split(command)[3:] if word.endswith((".duckdb", ".xlsx"))]
    assert [Path(word).is_file() for word in words] == [True, True], "it can be pasted as it is"


def test_missing_applications_are_ended_only_when_asked(folder: Path) -> None:
    run(folder, "new", "regio.duckdb")
    run(folder, "accept", "regio.duckdb", "Gemeente A.xlsx")
    write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A[:3])
    told = run(folder, "import", "regio.duckdb", "Gemeente A.xlsx")
    gone = next(line for line in told.splitlines() if "Zaaksysteem" in line).split()[0]
    run(folder, "accept", "regio.duckdb", "Gemeente A.xlsx", "--ended", gone)
    assert "3 applicaties" in run(folder, "export", "regio.duckdb", "v.xlsx")


@pytest.mark.parametrize(
    "words",
    [
        ("import", "afwezig.duckdb", "Gemeente A.xlsx"),
        ("undo", "afwezig.duckdb"),
        ("restore", "regio.duckdb", "afwezig.duckdb"),
    ],
)
def test_what_does_not_exist_is_refused_in_one_sentence(folder: Path, words: tuple[str, ...]) -> None:
    assert len(run(folder, *words, status=REFUSED).strip().splitlines()) == 1
    assert not (folder / "afwezig.duckdb").exists()


def test_wrong_renaming_is_a_wrong_argument(folder: Path) -> None:
    run(folder, "new", "regio.duckdb")
    run(folder, "accept", "regio.duckdb", "Gemeente A.xlsx", "--renamed", "alleen-een-id", status=2)
