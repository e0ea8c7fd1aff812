"""Logging in for real: the app against Canaille, a small open-source OIDC provider, over real sockets."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from tests.access.provider import Provider
from tests.access.server_under_test import COOKIE_SECRET, Running
from tests.access.visitor import Visitor


@pytest.fixture
def visitor(regio: Running) -> Iterator[Visitor]:
    one = Visitor(regio.url)
    yield one
    one.close()


def logged_in(visitor: Visitor, provider: Provider, email: str) -> Visitor:
    provider.come_in(email)
    visitor.log_in(COOKIE_SECRET)
    assert "_streamlit_user" in visitor.cookies
    return visitor


def shown(visitor: Visitor, page: str = "") -> str:
    with visitor.session() as tab:
        return tab.open(page).text


def events(regio: Running) -> list[dict[str, str]]:
    lines = [
        line for path in sorted(regio.data.glob("logboek-*.jsonl")) for line in path.read_text("ascii").splitlines()
    ]
    return [json.loads(line) for line in lines]


def test_nobody_sees_anything_without_a_login(regio: Running, visitor: Visitor) -> None:
    for page in ("", "landschap", "logboek", "applicaties"):
        text = shown(visitor, page)
        assert "Log in met het account van uw organisatie" in text
        assert "Zaaksysteem" not in text
        assert "Aadorp" not in text


def test_a_member_logs_in_and_is_named_with_role_and_organisation(
    regio: Running, provider: Provider, visitor: Visitor
) -> None:
    text = shown(logged_in(visitor, provider, "an@aadorp.example"))
    assert "Ingelogd als" in text
    assert "Lid: Aadorp" in text
    wanted = {"who": "an@aadorp.example", "what": "login", "outcome": "done"}
    assert any(wanted.items() <= {key: str(said[key]) for key in wanted}.items() for said in events(regio))


def test_somebody_the_provider_knows_but_the_partnership_does_not_is_refused(
    regio: Running, provider: Provider, visitor: Visitor
) -> None:
    text = shown(logged_in(visitor, provider, "vreemde@elders.example"))
    assert "nog geen rol in dit samenwerkingsverband" in text
    assert "Zaaksysteem" not in text
    assert any(said["who"] == "vreemde@elders.example" and said["outcome"] == "refused" for said in events(regio))


def test_a_token_meant_for_another_application_is_refused(regio: Running, provider: Provider, visitor: Visitor) -> None:
    provider.make_client(1, "andere-app")
    provider.tokens_are_for("landschap", "andere-app")
    try:
        provider.come_in("an@aadorp.example")
        visitor.log_in(COOKIE_SECRET)
        text = shown(visitor)
    finally:
        provider.tokens_are_for("landschap", "landschap")
    assert "Ingelogd als" not in text
    assert "Zaaksysteem" not in text


@pytest.mark.parametrize(("seconds", "accepted"), [(-600, False), (600, True)])
def test_a_token_whose_time_has_passed_is_refused(
    regio: Running, provider: Provider, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, seconds: int, accepted: bool
) -> None:
    provider.tokens_end_after(seconds, monkeypatch)
    provider.come_in("an@aadorp.example")
    visitor.log_in(COOKIE_SECRET)
    assert ("_streamlit_user" in visitor.cookies) is accepted
    assert ("Ingelogd als" in shown(visitor)) is accepted


def test_a_login_that_is_too_old_is_refused(regio: Running, provider: Provider, visitor: Visitor) -> None:
    logged_in(visitor, provider, "an@aadorp.example")
    whole = regio.config.read_text(encoding="utf-8")
    time.sleep(1.1)
    regio.config.write_text(whole.replace("[people]", "session_hours = 0.0002\n\n[people]"), encoding="utf-8")
    try:
        text = shown(visitor)
    finally:
        regio.config.write_text(whole, encoding="utf-8")
    assert "Uw inlog is verlopen" in text
    assert "Zaaksysteem" not in text


def test_a_callback_cannot_be_used_twice_or_by_another_browser(
    regio: Running, provider: Provider, visitor: Visitor
) -> None:
    provider.come_in("an@aadorp.example")
    answers = visitor.log_in(COOKIE_SECRET)
    callback = next(str(answer.url) for answer in answers if answer.url.path == "/oauth2callback")
    other = Visitor(regio.url)
    other.follow(callback)
    assert "_streamlit_user" not in other.cookies
    assert "Ingelogd als" not in shown(other)
    other.close()
    visitor.http.cookies.delete("_streamlit_user")
    visitor.follow(callback)
    assert "_streamlit_user" not in visitor.cookies


def test_a_changed_cookie_is_no_login(regio: Running, provider: Provider, visitor: Visitor) -> None:
    logged_in(visitor, provider, "an@aadorp.example")
    value = visitor.cookies["_streamlit_user"]
    middle = len(value) // 2
    forged = f"{value[:middle]}{'A' if value[middle] != 'A' else 'B'}{value[middle + 1 :]}"
    visitor.http.cookies.delete("_streamlit_user")
    visitor.http.cookies.set("_streamlit_user", forged, domain="localhost.local")
    assert "Ingelogd als" not in shown(visitor)


def test_after_logging_out_even_a_copy_of_the_cookie_does_not_count(
    regio: Running, provider: Provider, visitor: Visitor
) -> None:
    logged_in(visitor, provider, "bo@beekstad.example")
    kept = dict(visitor.cookies)
    with visitor.session() as tab:
        answer = tab.open()
        tab.press("", answer.buttons()["Uitloggen"])
    visitor.log_out()
    assert "_streamlit_user" not in visitor.cookies
    thief = Visitor(regio.url)
    for name, value in kept.items():
        thief.http.cookies.set(name, value, domain="localhost.local")
    text = shown(thief)
    thief.close()
    assert "U bent uitgelogd" in text
    assert "Ingelogd als" not in text
    assert any(said["what"] == "logout" for said in events(regio))


def test_no_secret_and_no_token_is_written_anywhere(regio: Running, provider: Provider, visitor: Visitor) -> None:
    text = shown(logged_in(visitor, provider, "an@aadorp.example"))
    written = regio.output.read_text(encoding="utf-8") + regio.config.read_text(encoding="utf-8") + text
    for secret in (COOKIE_SECRET, provider.secret, visitor.cookies["_streamlit_user"][:40]):
        assert secret not in written
