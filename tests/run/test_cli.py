"""The command ``landscape``: outputs, exit status, and sentences instead of tracebacks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from landscape import cli_access
from landscape.cli import app
from landscape.records import OUTPUTS
from landscape.report.summary import printable

RUNNER = CliRunner()
DAY = ["--reference-date", "2026-07-01"]


def run(*arguments: object) -> tuple[int, str]:
    result = RUNNER.invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_analyse_writes_every_output_and_prints_counts_that_add_up(two_inventories: list[Path], tmp_path: Path) -> None:
    status, output = run("analyse", *two_inventories, "--out", tmp_path / "out", *DAY)
    assert status == 0
    for name, columns in OUTPUTS.items():
        frame = pd.read_csv(tmp_path / "out" / f"{name}.csv", sep=";", encoding="utf-8-sig")
        assert tuple(frame.columns[: len(columns)]) == columns
    assert (tmp_path / "out" / "report.xlsx").exists()
    assert "7 rijen = 7 applicaties + 0 geweigerd" in output
    assert "afgeleid van de bestandsnaam" in output
    assert "voor:" in output
    assert "tegen:" in output


def test_organisation_argument_names_the_organisation(two_inventories: list[Path], tmp_path: Path) -> None:
    status, output = run("analyse", two_inventories[0], "--out", tmp_path / "out", *DAY,
                         "--organisation", "Hof van Twente=Gemeente A.xlsx")  # fmt: skip
    assert status == 0
    frame = pd.read_csv(tmp_path / "out" / "applications.csv", sep=";", encoding="utf-8-sig")
    assert set(frame["organisation"]) == {"Hof van Twente"}
    assert "door u opgegeven" in output


def test_some_refused_files_are_exit_status_four(two_inventories: list[Path], tmp_path: Path) -> None:
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 half")
    status, output = run("analyse", *two_inventories, tmp_path / "stuk.xlsx", "--out", tmp_path / "out", *DAY)
    assert status == 4
    assert "Niet ingelezen: stuk.xlsx" in output


def test_nothing_readable_is_exit_status_three_without_traceback(tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_bytes(b"")
    status, output = run("analyse", tmp_path / "leeg.csv", "--out", tmp_path / "out", *DAY)
    assert status == 3
    assert "Traceback" not in output
    assert str(tmp_path) not in output


@pytest.mark.parametrize(
    "wrong",
    [
        ["--reference-date", "vandaag"],
        ["--organisation", "zonder teken"],
        ["--organisation", "A=ander.xlsx"],
        ["--nee"],
    ],
)
def test_wrong_arguments_are_exit_status_two(wrong: list[str], two_inventories: list[Path], tmp_path: Path) -> None:
    status, _ = run("analyse", *two_inventories, "--out", tmp_path / "out", *wrong)
    assert status == 2


def test_english_summary(two_inventories: list[Path], tmp_path: Path) -> None:
    status, output = run("analyse", *two_inventories, "--out", tmp_path / "out", *DAY, "--language", "en")
    assert status == 0
    assert "Together: 7 rows" in output


def test_uploaded_text_cannot_steer_a_terminal() -> None:
    assert printable("veilig\x1b[2Jweg\u202e!") == "veilig[2Jweg!"


def test_an_outcome_that_cannot_be_written_is_a_wrong_argument(two_inventories: list[Path], tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder", encoding="utf-8")
    status, output = run("analyse", *two_inventories, "--out", taken, *DAY)
    assert status == 2
    assert "niet schrijven" in " ".join(output.replace("│", " ").split())
    assert "Traceback" not in output


def test_a_mapping_file_says_what_columns_mean(tmp_path: Path) -> None:
    (tmp_path / "Gemeente A.csv").write_text("Applicatie;Waarop\nZaaksysteem;blauw\n", encoding="utf-8")
    (tmp_path / "kolommen.json").write_text('{"Gemeente A.csv": {"waarop": "hosting"}}', encoding="utf-8")
    status, _ = run("analyse", tmp_path / "Gemeente A.csv", "--mapping", tmp_path / "kolommen.json",
                    "--out", tmp_path / "out", *DAY)  # fmt: skip
    assert status == 0
    frame = pd.read_csv(tmp_path / "out" / "applications.csv", sep=";", encoding="utf-8-sig")
    assert frame["hosting"].tolist() == ["blauw"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('{"Gemeente A.xlsx": {"Kosten": "prijs"}}', "Een veld 'prijs' (voor kolom 'Kosten') bestaat niet"),
        ('{"Gemeente A.xlsx": ["Kosten"]}', "is niet te lezen"),
        ("{", "is niet te lezen"),
        ('{"Ander.xlsx": {"Kosten": "remarks"}}', "Ander.xlsx"),
    ],
)
def test_a_mapping_file_that_says_something_impossible_is_refused_in_one_sentence(
    two_inventories: list[Path], tmp_path: Path, said: str, sentence: str
) -> None:
    (tmp_path / "kolommen.json").write_text(said, encoding="utf-8")
    status, output = run("analyse", *two_inventories, "--mapping", tmp_path / "kolommen.json",
                         "--out", tmp_path / "out", *DAY)  # fmt: skip
    assert status == 2
    assert sentence in output
    assert not (tmp_path / "out").exists()


def test_the_app_is_not_started_with_a_file_that_is_not_there(two_inventories: list[Path], tmp_path: Path) -> None:
    status, output = run("serve", two_inventories[0], tmp_path / "weg.xlsx")
    assert (status, output.count("\n")) == (2, 1)
    assert 'Het bestand "weg.xlsx" bestaat niet.' in output
    assert str(tmp_path) not in output


def test_the_app_opens_with_the_files_and_the_day_of_the_command(
    two_inventories: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Mapping[str, str]] = []
    monkeypatch.setattr(cli_access, "run", lambda _command, _folder, environment: started.append(environment) or 0)
    assert run("serve", *two_inventories, *DAY)[0] == 0
    assert json.loads(started[0]["LANDSCHAP_START"]) == {
        "files": [str(path) for path in two_inventories],
        "reference_date": "2026-07-01",
    }
    assert run("serve", *two_inventories, "--reference-date", "1 juli")[0] == 2
    assert len(started) == 1
