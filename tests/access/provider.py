"""Canaille as the tests use it: a real OIDC provider with people, a client for the app and one for another app."""

from __future__ import annotations

from typing import Any

import pytest

SECRET = "geheim-van-de-client"


class Provider:
    """The provider that ``pytest-iam`` runs, with what these tests ask of it."""

    secret = SECRET

    def __init__(self, server: Any) -> None:
        self.server = server
        self.metadata = f"{server.url}.well-known/openid-configuration"
        self._people: dict[str, Any] = {}
        self._clients: dict[str, Any] = {}

    def make_client(self, port: int, client_id: str = "landschap", audience: str = "") -> None:
        """A client that may come back to the app on ``port``; its tokens are for itself, or for ``audience``."""
        self.make_client_at(f"http://localhost:{port}", client_id, audience)

    def make_client_at(self, address: str, client_id: str, audience: str = "") -> None:
        """The same for an app at another address."""
        back = f"{address}/oauth2callback"
        client = self.server.models.Client(
            client_id=client_id,
            client_secret=SECRET,
            client_name=client_id,
            client_uri=address,
            redirect_uris=[back],
            post_logout_redirect_uris=[back],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "email", "profile"],
            token_endpoint_auth_method="client_secret_basic",
        )
        self.server.backend.save(client)
        self._clients[client_id] = client
        self._audience(client_id, audience or client_id)
        for person in self._people.values():
            self.server.consent(person, client)

    def tokens_are_for(self, client_id: str, audience: str) -> None:
        """From now on tokens for ``client_id`` say they are meant for the client ``audience``."""
        self._audience(client_id, audience)

    def tokens_end_after(self, seconds: int, patch: pytest.MonkeyPatch) -> None:
        """From now on, until ``patch`` is undone, id tokens are issued now and end ``seconds`` later (or earlier)."""
        from canaille.oidc.provider import OpenIDCode

        usual = OpenIDCode.get_compatible_claims

        def ending(grant: Any, request: Any) -> dict[str, Any]:
            claims: dict[str, Any] = usual(grant, request)
            return {**claims, "exp": claims["iat"] + seconds}

        patch.setattr(OpenIDCode, "get_compatible_claims", ending)

    def come_in(self, email: str) -> None:
        """``email`` has a session at the provider, and agreed that the app may know it."""
        if email not in self._people:
            name = email.split("@")[0]
            person = self.server.random_user(emails=[email], user_name=name, password="wachtwoord-van-deze-persoon")
            self._people[email] = person
            for client in self._clients.values():
                self.server.consent(person, client)
        self.server.login(self._people[email])

    def leave(self) -> None:
        """Nobody has a session at the provider."""
        self.server.logout()

    def _audience(self, client_id: str, audience: str) -> None:
        client = self._clients[client_id]
        client.audience = [self._clients[audience]]
        self.server.backend.save(client)
