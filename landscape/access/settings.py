"""How this installation runs: for one person on one computer, or for a partnership with a login.

In comes a TOML file, out comes :class:`Settings`; the two secrets come from files or the environment and are never part
of it. Whatever is missing, misspelt or contradictory is one sentence (:class:`landscape.PortfolioError`), and nothing
starts. A newcomer would let a missing key fall back to something safe; a half-configured server is what this prevents.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from landscape import knowledge
from landscape.access.gate import POLICIES
from landscape.access.viewer import ROLES

MODES = ("local", "partnership")
MODE_SETTING = "LANDSCHAP_MODE"
FILE_SETTING = "LANDSCHAP_CONFIG"
START_SETTING = "LANDSCHAP_START"
"""JSON: the ``files`` and ``reference_date`` the app of one person opens with, as ``landscape serve FILE...`` says."""
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

_SECRETS = {"client_secret": "LANDSCHAP_CLIENT_SECRET", "cookie_secret": "LANDSCHAP_COOKIE_SECRET"}
_SHORTEST = {"client_secret": 8, "cookie_secret": 32}
_REQUIRED = {"partnership": ("name", "data", "shares"), "login": ("metadata", "client_id", "address")}
_OPTIONAL = {
    "partnership": ("log_months",),
    "login": ("name_claim", "roles_claim", "session_hours", "idle_minutes", "client_secret_file",
              "cookie_secret_file", "scope", "prompt"),
}  # fmt: skip

Roles = Mapping[str, tuple[str, ...]]
"""Organisations by role, for one person."""


@dataclass(frozen=True)
class Settings:
    """What the configuration file says; see ``deploy/landschap.toml`` for an example with explanation.

    Attributes:
        partnership: the name of the one partnership this server opens.
        data: the folder with its file, the log and nothing else.
        shares: what members see of each other, one of ``POLICIES``.
        people: organisations by role, by the name of the login; empty when a claim tells.
        roles_claim: the claim that holds ``role:organisation`` texts; empty when ``people`` tells.
        name_claim: the claim that says who somebody is.
        scope, prompt: passed to the provider as they are.
        session_hours: a login counts this long; idle_minutes: and ends when nothing is asked this long.
        log_months: how long lines of the audit log are kept.
    """

    mode: str
    partnership: str = ""
    data: Path = Path()
    shares: str = "full"
    people: Mapping[str, Roles] = field(default_factory=dict)
    roles_claim: str = ""
    name_claim: str = "email"
    metadata: str = ""
    client_id: str = ""
    address: str = ""
    scope: str = "openid email profile"
    prompt: str = "select_account"
    session_hours: float = 8.0
    idle_minutes: float = 60.0
    log_months: int = 24

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends people back to; register exactly this one with it."""
        return f"{self.address.rstrip('/')}/oauth2callback"


def local() -> Settings:
    """One person on this computer, no login."""
    return Settings(mode="local")


def load(path: Path, language: str = "nl") -> Settings:
    """The settings of a server for a partnership.

    Raises:
        PortfolioError: the file is absent or no TOML, or something in it is missing, unknown or contradictory.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise knowledge.refuse("config_absent", language, file=path.name) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise knowledge.refuse("config_no_toml", language, file=path.name, problem=str(problem)) from problem
    _check_keys(said, language)
    partnership, login = said["partnership"], said["login"]
    settings = Settings(
        mode="partnership",
        partnership=_text(partnership, "name", language),
        data=Path(_text(partnership, "data", language)),
        shares=_text(partnership, "shares", language),
        people=_people(said.get("people", {}), language),
        roles_claim=_text(login, "roles_claim", language, otherwise=""),
        name_claim=_text(login, "name_claim", language, otherwise="email"),
        metadata=_text(login, "metadata", language),
        client_id=_text(login, "client_id", language),
        address=_text(login, "address", language),
        scope=_text(login, "scope", language, otherwise="openid email profile"),
        prompt=_text(login, "prompt", language, otherwise="select_account"),
        session_hours=_positive(login, "session_hours", 8.0, language),
        idle_minutes=_positive(login, "idle_minutes", 60.0, language),
        log_months=int(_positive(partnership, "log_months", 24, language)),
    )
    _check(settings, language)
    return settings


def secret(name: str, path: Path, language: str = "nl") -> str:
    """The client secret or the cookie secret, out of the file the configuration names or else the environment.

    Raises:
        PortfolioError: it is nowhere, or too short to be one.
    """
    login = tomllib.loads(path.read_text(encoding="utf-8"))["login"]
    place = str(login.get(f"{name}_file", ""))
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")  # systemd puts secrets there
    try:
        found = (Path(folder) / place).read_text(encoding="utf-8") if place else os.environ.get(_SECRETS[name], "")
    except (OSError, UnicodeDecodeError) as problem:
        raise knowledge.refuse("secret_unreadable", language, name=name, file=Path(place).name) from problem
    found = found.strip()
    if not found:
        raise knowledge.refuse("secret_missing", language, name=name, variable=_SECRETS[name])
    if len(found) < _SHORTEST[name]:
        raise knowledge.refuse("secret_short", language, name=name, least=_SHORTEST[name])
    return found


def _check_keys(said: Mapping[str, Any], language: str) -> None:
    for section in sorted(set(said) - {*_REQUIRED, "people"}):
        raise knowledge.refuse("config_unknown", language, setting=f"[{section}]")
    for section, needed in _REQUIRED.items():
        held = said.get(section)
        if not isinstance(held, dict):
            raise knowledge.refuse("config_missing", language, setting=f"[{section}]")
        for key in sorted(set(held) - set(needed) - set(_OPTIONAL[section])):
            raise knowledge.refuse("config_unknown", language, setting=f"{section}.{key}")
        for key in needed:
            if key not in held:
                raise knowledge.refuse("config_missing", language, setting=f"{section}.{key}")


def _text(section: Mapping[str, Any], key: str, language: str, *, otherwise: str | None = None) -> str:
    """The text at ``key``; only an absent key gives ``otherwise``, an empty one is a mistake."""
    if otherwise is not None and key not in section:
        return otherwise
    value = section[key]
    if not isinstance(value, str):
        raise knowledge.refuse("config_value", language, setting=key, value=value)
    if not value.strip():
        raise knowledge.refuse("config_missing", language, setting=key)
    return value.strip()


def _positive(section: Mapping[str, Any], key: str, otherwise: float, language: str) -> float:
    value = section.get(key, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:  # nan is refused too
        raise knowledge.refuse("config_value", language, setting=key, value=value)
    return float(value)


def _people(said: Any, language: str) -> dict[str, Roles]:
    if not isinstance(said, dict):
        raise knowledge.refuse("config_value", language, setting="people", value=said)
    people: dict[str, Roles] = {}
    for name, roles in said.items():
        held = roles.values() if isinstance(roles, dict) else ()
        if not held or set(roles) - set(ROLES) or not all(map(_are_organisations, held)):
            raise knowledge.refuse("config_person", language, person=name, roles=", ".join(ROLES))
        people[str(name).strip().casefold()] = {role: tuple(names) for role, names in roles.items()}
    return people


def _are_organisations(said: Any) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(one, str) and one.strip() for one in said)


def _check(settings: Settings, language: str) -> None:
    """What no key says alone: exactly one source of roles, an address a browser may use, a folder that is there."""
    if bool(settings.people) == bool(settings.roles_claim):
        raise knowledge.refuse("config_roles", language)
    if settings.shares not in POLICIES:
        raise knowledge.refuse("access_unknown_policy", language, policy=settings.shares)
    if not re.search(r"\w", settings.partnership) or re.search(r"[\\/]", settings.partnership):
        raise knowledge.refuse("config_value", language, setting="partnership.name", value=settings.partnership)
    for key, url in (("login.address", settings.address), ("login.metadata", settings.metadata)):
        parts = urlsplit(url)
        if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS):
            raise knowledge.refuse("config_https", language, setting=key, value=url)
    if not settings.data.is_dir():
        raise knowledge.refuse("config_no_folder", language, folder=settings.data.name)
    if not os.access(settings.data, os.W_OK):
        raise knowledge.refuse("cannot_write", language, folder=settings.data.name)
