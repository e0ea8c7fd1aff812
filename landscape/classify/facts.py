"""What a whole row proves.

Comes in: a :class:`rows.Row` and the hits of its cells. Goes out: :class:`Facts`, the decision list's only input: which
facts hold and which hits carry each. What a newcomer would get wrong: a fact may rest on no hit at all; "no client is
named" is a fact too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from landscape.classify import platforms
from landscape.classify.platforms import PLATFORM
from landscape.classify.row_rules import CLIENTS, DEAD, against_each_other, category
from landscape.classify.rows import Row
from landscape.classify.signals import having
from landscape.classify.statement import FieldHit, Hit

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
RECENT_YEARS = 2
_OWN_API = {"technology", "client_type", "description", "hosting", "remarks"}


@dataclass(frozen=True)
class Facts:
    """``holds`` maps a fact to the hits that carry it (none for an absence); ``hits`` are all hits, judged."""

    holds: dict[str, tuple[FieldHit, ...]]
    hits: tuple[FieldHit, ...]
    support_end: date | None

    def has(self, *facts: str) -> bool:
        """Whether any of ``facts`` holds."""
        return not self.holds.keys().isdisjoint(facts)


def weigh(row: Row, hits: Iterable[FieldHit], reference_date: date) -> Facts:
    """The facts of ``row`` on ``reference_date``."""
    judged = against_each_other(row, hits)
    return Facts(_derive(row, judged, reference_date), tuple(judged), row.support_end)


# facts --------------------------------------------------------------------------------------------------------------
def _derive(row: Row, hits: list[FieldHit], reference_date: date) -> dict[str, tuple[FieldHit, ...]]:
    holds: dict[str, tuple[FieldHit, ...]] = {}
    for item in hits:
        if item.hit.status == "counts":
            holds[item.hit.group] = (*holds.get(item.hit.group, ()), item)
    _local(holds)
    _not_an_application(holds)
    if any(item.hit.status not in ("counts", "name_only") for item in hits):
        holds["set_aside"] = ()
    _combine(holds, "browser", "A1", "A2")
    _combine(holds, "installed", "A4", "A4S")
    on_machine = tuple(item for item in holds.get("B4", ()) if item.hit.signal in having("installed"))
    if on_machine:
        holds["installed"] = (*holds.get("installed", ()), *on_machine)
    _server(holds)
    _combine(holds, "provider_run", "B1", "BM", "B2", "B2S", "BC")
    _dead_technology(holds)
    _labels(holds)
    _combine(holds, "alone", "B4", "LOCAL")
    _no_client(holds)
    _support(row, holds, reference_date)
    _combine(holds, "own_form", *sorted(CLIENTS), "B1", "BM", "B2", "B2S", "B3", "B3O", "CN", "T2", "TECH")
    return holds


def _no_client(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """Where no client is named that is a fact, and an interface of its own or a store app may be all there is."""
    if any(group in holds for group in (*CLIENTS, "API")):
        return
    holds["no_client"] = ()
    interface = tuple(item for group in ("I_API", "I_GGI") for item in holds.get(group, ()) if item.field in _OWN_API)
    if interface:
        holds["API"] = interface
    if "APP" in holds:
        holds["only_app"] = holds["APP"]


def _local(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """ "Lokaal" beside an installed client is the workstation, elsewhere it is bare on-premise."""
    bare = tuple(item for item in holds.get("OP", ()) if item.hit.signal in having("workstation_beside_client"))
    if bare and "A4" in holds:
        holds["B4"] = (*holds.get("B4", ()), *bare)


def _not_an_application(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """A name that looks like hardware or a contract yields to a client or technology of its own."""
    if not any(group in holds for group in (*CLIENTS, *DEAD, "B1", "BM", "BC", "CN", "API")):
        return
    rest = tuple(item for item in holds.get("N0", ()) if item.hit.signal in having("outweighs_technology"))
    if rest:
        holds["N0"] = rest
    else:
        holds.pop("N0", None)


def _combine(holds: dict[str, tuple[FieldHit, ...]], fact: str, *groups: str) -> None:
    found = tuple(item for group in groups for item in holds.get(group, ()))
    if found:
        holds[fact] = found


def _server(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    systems = tuple(item for item in holds.get(PLATFORM, ()) if category(item) == "server_os")
    if systems:
        holds["B3"] = (*holds.get("B3", ()), *systems)
    _combine(holds, "server", "A4S", "B3O", "B3", "DB")


def _dead_technology(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    weak = () if "browser" in holds else holds.get("T2W", ())
    in_database = tuple(item for item in holds.get("T2", ()) if item.field == "database")
    strong = tuple(item for item in holds.get("T2", ()) if item.field != "database")
    found = (*strong, *(() if "browser" in holds else in_database), *weak)
    if found:
        holds["dead_technology"] = found
    if "T2X" in holds:
        holds["spreadsheet"] = holds["T2X"]


def _labels(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """A shared service stands unless bare on-premise contradicts it; two bare labels cancel each other."""
    if "OP" in holds and ("B1" in holds or "BC" in holds) and "BM" not in holds:
        holds["contested"] = (*holds.get("B1", ()), *holds.get("BC", ()), *holds["OP"])
        for group in ("B1", "BC"):
            holds.pop(group, None)
        holds.pop("provider_run", None)
        _combine(holds, "provider_run", "B2", "B2S")
    _combine(holds, "shared_service", "B1", "BM")


def _support(row: Row, holds: dict[str, tuple[FieldHit, ...]], reference_date: date) -> None:
    own = tuple(item for item in holds.get("EOS", ()))
    if row.support_end and row.support_end < reference_date:
        own = (*own, _date_hit(row.support_end))
    current = holds.get("CUR", ())
    if row.support_end and row.support_end >= reference_date:
        current = (*current, _date_hit(row.support_end))
    years = [int(year) for year in _YEAR.findall(row.text("version"))]
    if years and reference_date.year - RECENT_YEARS <= max(years) <= reference_date.year + 1:
        current = (*current, FieldHit("version", Hit("version_year", "CUR", row.text("version"), "counts")))
    if own:
        holds["support_ended"] = own
    if current:
        holds["supported"] = current
    ended = tuple(
        item for item in holds.get(PLATFORM, ()) if platforms.platform(item.hit.signal)["triggers_t4"] == "yes"
    )
    if ended:
        holds["platform_ended"] = ended


def _date_hit(day: date) -> FieldHit:
    return FieldHit("end_of_support_date", Hit("end_of_support_date", "EOS", f"{day:%d-%m-%Y}", "counts"))
