"""No mode starts half-configured: every missing, misspelt or contradictory setting is one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from landscape import PortfolioError
from landscape.access import settings
from landscape.access.audit import AuditLog

WHOLE = """
[partnership]
name = "IJsselrand"
data = "{data}"
shares = "counts"

[login]
metadata = "https://idp.example/.well-known/openid-configuration"
client_id = "landschap"
address = "https://landschap.example"

[people]
"Jo@Aadorp.example" = {{ lid = ["Aadorp"], lezer = ["Beekstad"] }}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "landschap.toml"
    path.write_text(text.format(data=folder), encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    said = settings.load(written(tmp_path, WHOLE))
    assert said.people == {"jo@aadorp.example": {"lid": ("Aadorp",), "lezer": ("Beekstad",)}}
    assert said.redirect_uri == "https://landschap.example/oauth2callback"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('name = "IJsselrand"', "", "config_missing"),
        ('client_id = "landschap"', 'client_id = ""', "config_missing"),
        ('shares = "counts"', 'shares = "alles"', "access_unknown_policy"),
        ('shares = "counts"', 'shares = "counts"\nshare = "full"', "config_unknown"),
        ('shares = "counts"', 'shares = "counts"\noriginals = true', "config_unknown"),
        ("[people]", "[poeple]", "config_unknown"),
        ("lid = ", "chef = ", "config_person"),
        ('["Aadorp"]', '"Aadorp"', "config_person"),
        ("https://landschap.example", "http://landschap.example", "config_https"),
        ('client_id = "landschap"', 'client_id = "landschap"\nroles_claim = "rollen"', "config_roles"),
        ('data = "{data}"', 'data = "{data}/weg"', "config_no_folder"),
        ('client_id = "landschap"', 'client_id = "landschap"\nsession_hours = 0', "config_value"),
        ('client_id = "landschap"', 'client_id = "landschap"\nsession_hours = nan', "config_value"),
        ('client_id = "landschap"', 'client_id = "landschap"\nidle_minutes = inf', "config_value"),
        ('client_id = "landschap"', 'client_id = "landschap"\nname_claim = ""', "config_missing"),
        ('client_id = "landschap"', 'client_id = "landschap"\nname_claim = 3', "config_value"),
        ('["Aadorp"]', "[]", "config_person"),
        ('["Aadorp"]', '["Aadorp", " "]', "config_person"),
        ("\n[partnership]", "people = 3\n[partnership]", "config_value"),
        ("[login]", "[login", "config_no_toml"),
        ('name = "IJsselrand"', 'name = "../elders"', "config_value"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in WHOLE
    text = WHOLE.split("[people]")[0] if new.startswith("people") else WHOLE
    with pytest.raises(PortfolioError) as caught:
        settings.load(written(tmp_path, text.replace(old, new)))
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_an_absent_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match=r"deploy/landschap\.toml"):
        settings.load(tmp_path / "weg.toml")


def test_roles_must_come_from_somewhere(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError) as caught:
        settings.load(written(tmp_path, WHOLE.split("[people]")[0]))
    assert caught.value.code == "config_roles"


def test_secrets_come_from_a_file_or_the_environment_and_never_from_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, WHOLE)
    monkeypatch.delenv("LANDSCHAP_COOKIE_SECRET", raising=False)
    with pytest.raises(PortfolioError, match="LANDSCHAP_COOKIE_SECRET"):
        settings.secret("cookie_secret", path)
    monkeypatch.setenv("LANDSCHAP_COOKIE_SECRET", "kort")
    with pytest.raises(PortfolioError, match="32"):
        settings.secret("cookie_secret", path)
    monkeypatch.setenv("LANDSCHAP_COOKIE_SECRET", "x" * 40)
    assert settings.secret("cookie_secret", path) == "x" * 40
    named = written(tmp_path, WHOLE.replace("[people]", 'cookie_secret_file = "{data}/geheim"\n[people]'))
    with pytest.raises(PortfolioError, match="geheim"):
        settings.secret("cookie_secret", named)
    (tmp_path / "geheim").write_bytes(b"\xff\xfe" * 40)
    with pytest.raises(PortfolioError, match="geheim"):
        settings.secret("cookie_secret", named)
    (tmp_path / "geheim").write_text("y" * 40 + "\n", encoding="utf-8")
    assert settings.secret("cookie_secret", named) == "y" * 40
    with pytest.raises(PortfolioError):
        settings.load(written(tmp_path, WHOLE.replace("[people]", 'cookie_secret = "z"\n[people]')))


def landscape(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "landscape", *map(str, words)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LANDSCHAP")}
    secrets = {"LANDSCHAP_COOKIE_SECRET": "k" * 40, "LANDSCHAP_CLIENT_SECRET": "c" * 20}
    return subprocess.run(command, env={**clean, **secrets}, capture_output=True, text=True, check=False, timeout=120)


def test_a_configuration_file_is_not_silently_ignored_by_the_mode_without_a_login(tmp_path: Path) -> None:
    done = landscape("serve", "--config", written(tmp_path, WHOLE))
    assert done.returncode == 3
    assert "--mode partnership" in done.stderr
    assert "De app staat op" not in done.stdout


def test_a_server_of_a_partnership_reads_no_files_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("Applicatie;Leverancier\nZaaksysteem;Mintlab\n", encoding="utf-8")
    config = written(tmp_path, WHOLE)
    done = landscape("serve", tmp_path / "lijst.csv", "--mode", "partnership", "--config", config)
    assert done.returncode == 3
    assert "Start zonder bestanden" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_check_says_what_whoever_looks_after_the_server_wants_to_know(tmp_path: Path) -> None:
    done = landscape("access", "check", "--config", written(tmp_path, WHOLE))
    assert done.returncode == 0, done.stderr
    assert "niemand is beheerder" in done.stdout
    assert "IJsselrand.duckdb staat nog niet" in done.stdout
    whole = WHOLE.replace("lid =", 'beheerder = ["*"], lid =')
    (tmp_path / "IJsselrand.duckdb").touch()
    assert "Let op" not in landscape("access", "check", "--config", written(tmp_path, whole)).stdout


def test_the_log_folder_is_the_data_folder(tmp_path: Path) -> None:
    assert AuditLog(settings.load(written(tmp_path, WHOLE)).data).files() == []
