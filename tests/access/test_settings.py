"""No mode starts half-configured: every missing, misspelt or contradictory setting is one sentence."""

from __future__ import annotations

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
        ("[login]", "[login", "config_no_toml"),
        ('name = "IJsselrand"', 'name = "../elders"', "config_value"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in WHOLE
    with pytest.raises(PortfolioError) as caught:
        settings.load(written(tmp_path, WHOLE.replace(old, new)))
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
    (tmp_path / "geheim").write_text("y" * 40 + "\n", encoding="utf-8")
    assert settings.secret("cookie_secret", named) == "y" * 40
    with pytest.raises(PortfolioError):
        settings.load(written(tmp_path, WHOLE.replace("[people]", 'cookie_secret = "z"\n[people]')))


def test_the_log_folder_is_the_data_folder(tmp_path: Path) -> None:
    assert AuditLog(settings.load(written(tmp_path, WHOLE)).data).files() == []
