"""From the claims of a login to a :class:`Viewer`, or to the reason why not.

In come the claims Streamlit read from a signed cookie, which it made from an id token whose signature, issuer and nonce
were checked. A newcomer would stop there: the cookie lives for thirty days and is not withdrawn at logout, so how long
ago somebody logged in, for whom the token was made and whether it was logged out is looked at on every page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landscape.access.settings import Roles, Settings
from landscape.access.viewer import ROLES, Viewer

_CLOCKS_DIFFER_SECONDS = 120.0


@dataclass(frozen=True)
class Refused:
    """Why a login does not count; ``code`` is a key of ``[login_refused]`` in the texts."""

    code: str
    name: str = ""


def viewer_of(
    claims: Mapping[str, Any], settings: Settings, now: float, logged_out: Collection[str]
) -> Viewer | Refused:
    """Who this is and what they may see.

    Args:
        now: seconds since 1970.
        logged_out: keys (:func:`login_key`) of logins that ended.
    """
    name = claims.get(settings.name_claim)
    if not isinstance(name, str) or not name.strip():
        return Refused("no_name")
    name = name.strip().casefold()
    if problem := _problem(claims, settings, now, logged_out):
        return Refused(problem, name)
    roles = _from_claim(claims.get(settings.roles_claim)) if settings.roles_claim else settings.people.get(name, {})
    return as_viewer(name, roles) or Refused("no_role", name)


def as_viewer(name: str, roles: Roles) -> Viewer | None:
    """One viewer out of organisations by role; None when there is no role at all.

    The strongest role counts for its own organisations; organisations of a weaker role are only read.
    """
    held = [role for role in ROLES if roles.get(role)]
    if not held:
        return None
    strongest = held[-1]
    reading = sorted({name for role in held[:-1] for name in roles[role]} - set(roles[strongest]))
    return Viewer(name, strongest, tuple(roles[strongest]), tuple(reading))


def login_key(claims: Mapping[str, Any]) -> str:
    """One text per login (not per person), without anything readable in it."""
    parts = [str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce", "at_hash")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _problem(claims: Mapping[str, Any], settings: Settings, now: float, logged_out: Collection[str]) -> str:
    audience = claims.get("aud")
    meant_for = [audience] if isinstance(audience, str) else list(audience or [])
    if settings.client_id not in meant_for:
        return "audience"
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float) or issued > now + _CLOCKS_DIFFER_SECONDS:
        return "expired"
    if now - issued > settings.session_hours * 3600:
        return "expired"
    if settings.name_claim == "email" and claims.get("email_verified") is False:
        return "not_verified"
    return "logged_out" if login_key(claims) in logged_out else ""


def _from_claim(said: Any) -> Roles:
    """``["lid:Aadorp", "lezer:Beekstad"]`` (or the same in one text with commas) as organisations by role."""
    parts = said.split(",") if isinstance(said, str) else said if isinstance(said, list) else []
    roles: dict[str, tuple[str, ...]] = {}
    for part in parts:
        role, separator, organisation = str(part).strip().partition(":")
        if separator and role in ROLES and organisation.strip():
            roles[role] = (*roles.get(role, ()), organisation.strip())
    return roles
