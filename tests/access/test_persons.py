"""From claims to a viewer: role and organisations, and every reason why a login does not count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from landscape.access import logins, persons
from landscape.access.persons import Refused, as_viewer, login_key, viewer_of
from landscape.access.settings import Settings
from landscape.access.viewer import Viewer, allows

NOW = 1_800_000_000.0
SAID = Settings(
    mode="partnership",
    client_id="landschap",
    people={"jo@aadorp.example": {"lid": ("Aadorp",), "lezer": ("Beekstad",)}, "baas@x.example": {"beheerder": ("*",)}},
    session_hours=8,
)
CLAIMS = {
    "iss": "https://idp",
    "sub": "1",
    "aud": "landschap",
    "iat": NOW - 60,
    "nonce": "n",
    "email": "Jo@Aadorp.example",
}


def seen(settings: Settings = SAID, ended: frozenset[str] = frozenset(), **changed: Any) -> Viewer | Refused:
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if value is not None}
    return viewer_of(claims, settings, NOW, ended)


def test_a_person_of_the_file_gets_role_and_organisations() -> None:
    who = seen()
    assert who == Viewer("jo@aadorp.example", "lid", ("Aadorp",), reading=("Beekstad",))
    assert isinstance(who, Viewer)
    assert who.own == {"Aadorp", "Beekstad"}
    assert not allows(who, "import", "Beekstad")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": None}, "no_name"),
        ({"email": ""}, "no_name"),
        ({"email": "iemand@anders.example"}, "no_role"),
        ({"aud": "andere-app"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": []}, "audience"),
        ({"iat": NOW - 9 * 3600}, "expired"),
        ({"iat": NOW + 3600}, "expired"),
        ({"iat": None}, "expired"),
        ({"iat": True}, "expired"),
        ({"email_verified": False}, "not_verified"),
    ],
)
def test_a_login_that_does_not_count_says_why(changed: dict[str, Any], code: str) -> None:
    found = seen(**changed)
    assert isinstance(found, Refused)
    assert found.code == code


def test_roles_may_come_from_a_claim_and_nonsense_in_it_gives_no_role() -> None:
    claim = Settings(mode="partnership", client_id="landschap", roles_claim="rollen")
    assert seen(claim, rollen=["lid:Aadorp", "lezer: Beekstad", "chef:Cedorp", 3, "lid:"]) == seen()
    assert seen(claim, rollen="lid:Aadorp,lezer:Beekstad") == seen()
    for nonsense in ([], None, "lid", {"lid": "Aadorp"}, 7, ["LID:Aadorp"]):
        assert isinstance(seen(claim, rollen=nonsense), Refused)


def test_people_of_the_file_get_nothing_out_of_a_claim() -> None:
    assert seen(rollen=["beheerder:*"], email="iemand@anders.example") == Refused("no_role", "iemand@anders.example")


def test_the_strongest_role_counts_for_its_own_organisations_only() -> None:
    who = as_viewer("x", {"lezer": ("*",), "lid": ("Aadorp",)})
    assert who is not None
    assert who.sees_everything
    assert allows(who, "import", "Aadorp")
    assert not allows(who, "import", "Beekstad")


def test_a_logged_out_login_does_not_come_back_but_a_new_one_does(tmp_path: Path) -> None:
    ended = logins.Ended(tmp_path, 8)
    ended.add(login_key(CLAIMS), NOW)
    found = seen(ended=ended.keys(NOW))
    assert isinstance(found, Refused)
    assert found.code == "logged_out"
    assert isinstance(seen(ended=ended.keys(NOW), nonce="other", iat=NOW - 1), Viewer)
    again = logins.Ended(tmp_path, 8)
    assert persons.login_key(CLAIMS) in again.keys(NOW)
    assert not again.keys(NOW + 9 * 3600)
    assert "aadorp" not in (tmp_path / "afgemeld.jsonl").read_text(encoding="utf-8")
