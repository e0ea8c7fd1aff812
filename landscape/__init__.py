"""Landschapswijzer: application lists of gemeenten in, explained saneringskandidaten out.

The handful of names a notebook needs. They are loaded when first used, because the child process that parses an upload
imports this package too and must stay light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landscape.findings import PortfolioError
    from landscape.pipeline import Region, analyse
    from landscape.portfolio.read import read, read_tables
    from landscape.records import Inventory

__all__ = ["Inventory", "PortfolioError", "Region", "analyse", "read", "read_tables"]

_HOMES = {
    "Inventory": "landscape.records",
    "PortfolioError": "landscape.findings",
    "Region": "landscape.pipeline",
    "analyse": "landscape.pipeline",
    "read": "landscape.portfolio.read",
    "read_tables": "landscape.portfolio.read",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
