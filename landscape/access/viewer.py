"""The person who looks: name, role and organisations, and which actions a role may do.

Roles and actions are a table (``knowledge/access_actions.csv``). A newcomer would let a lid change everything in the
partnership; a lid changes what is of an organisation for which that role was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from landscape import knowledge

ROLES = ("lezer", "lid", "beheerder")
"""From least to most; the words are those of the partnership and of the claim in a login."""

_EVERY = "*"


@dataclass(frozen=True)
class Viewer:
    """Who looks.

    Attributes:
        name: what the audit log calls the person: the name or address of the login; empty in local mode.
        role: one of ``ROLES``, for ``organisations``.
        organisations: whose rows are the person's own; ``("*",)`` for everybody's.
        reading: further organisations whose rows are the person's own, but only to read.
    """

    name: str
    role: str
    organisations: tuple[str, ...]
    reading: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        assert self.role in ROLES

    @property
    def sees_everything(self) -> bool:
        """Are the rows of all organisations this person's own?"""
        return _EVERY in self.own

    @property
    def own(self) -> frozenset[str]:
        """The organisations whose rows are shown in detail."""
        return frozenset((*self.organisations, *self.reading))


def everything() -> Viewer:
    """The one person of local mode, who sees and may do all."""
    return Viewer("", "beheerder", (_EVERY,))


@cache
def _actions() -> dict[tuple[str, str], bool]:
    table = knowledge.table("access_actions.csv", ("action", *ROLES))
    return {
        (action, role): answer == "yes"
        for role in ROLES
        for action, answer in zip(table["action"], table[role], strict=True)
    }


def allows(viewer: Viewer, action: str, organisation: str = "") -> bool:
    """May the viewer do ``action``, and to ``organisation`` when one is named?

    Raises:
        KeyError: the table does not know the action.
    """
    if not _actions()[action, viewer.role]:
        return False
    return not organisation or _EVERY in viewer.organisations or organisation in viewer.organisations


def refuse_unless(viewer: Viewer, action: str, organisation: str = "", language: str = "nl") -> None:
    """The same as a gate: one sentence when the viewer may not.

    Raises:
        PortfolioError: the viewer may not do this.
    """
    if not allows(viewer, action, organisation):
        doing = knowledge.sentence("access_action", action, language)
        everywhere = knowledge.sentence("access_cli", "all_organisations", language)
        where = everywhere if organisation in ("", _EVERY) else organisation
        raise knowledge.refuse("not_allowed", language, doing=doing, organisation=where)
