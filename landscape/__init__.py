"""Landschapswijzer: application lists of gemeenten in, explained saneringskandidaten out.

The handful of names a notebook needs. They are loaded when first used, because the child process that parses an upload
imports this package too and must stay light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landscape.findings import PortfolioError
    from landscape.partnership import Partnership
    from landscape.partnership import open_partnership as open
    from landscape.pipeline import Region, analyse
    from landscape.portfolio.read import read, read_tables
    from landscape.records import Inventory

__all__ = ["Inventory", "Partnership", "PortfolioError", "Region", "analyse", "open", "read", "read_tables"]

_HOMES = {
    "Inventory": ("landscape.records", "Inventory"),
    "Partnership": ("landscape.partnership", "Partnership"),
    "PortfolioError": ("landscape.findings", "PortfolioError"),
    "Region": ("landscape.pipeline", "Region"),
    "analyse": ("landscape.pipeline", "analyse"),
    "open": ("landscape.partnership", "open_partnership"),
    "read": ("landscape.portfolio.read", "read"),
    "read_tables": ("landscape.portfolio.read", "read_tables"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, there = _HOMES[name]
    return getattr(import_module(home), there)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
