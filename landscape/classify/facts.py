"""What a whole row proves: hits of all its cells weighed against each other (reading rules R1, R4 and R6).

Comes in: a :class:`rows.Row` and the hits of its cells. Goes out: :class:`Facts`, the decision list's only input: which
facts hold and which hits carry each. What a newcomer would get wrong: a hit is never dropped; it keeps its cell and
gets a status that says why it does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from landscape.classify import signals
from landscape.classify.cues import cue
from landscape.classify.patterns import fold
from landscape.classify.rows import Row
from landscape.classify.statement import Hit

_CLIENTS = {"A1", "A2", "A3", "A4", "A4S", "A5"}
_MARKETING = _CLIENTS | {"API", "APP", "B1", "BM", "BC", "B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "CN", "CUR"}
_DEAD = {"T2", "T2W", "T2X"}
_NAME_COUNTS = {"T2", "T2X", "N0", "N0C"}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
RECENT_YEARS = 2
_HEAD_WORDS = 5
_PUNCTUATION = re.compile(r"[,.;:(]")
_LOCAL = {"lokaal", "local", "locally"}
_ON_MACHINE = {"installed_locally", "on_one_pc"}
_RENTED = {"iaas", "vm", "cell_vm"}
_OWN_API = {"technology", "client_type", "description", "hosting", "remarks"}
_ALWAYS_NOTHING = {"test_row", "test_head", "cross_reference", "contract_head", "hardware_head", "document_head"}


@dataclass(frozen=True)
class FieldHit:
    """A hit and the column it stands in."""

    field: str
    hit: Hit


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
    judged = _name_only(row, list(hits))
    judged = _own_part(row, judged)
    for resolve in (_completed_change, _current_browsers, _concrete_beats_generic):
        judged = resolve(judged)
    return Facts(_derive(row, judged, reference_date), tuple(judged), row.support_end)


def _counting(hits: Iterable[FieldHit], groups: set[str]) -> list[FieldHit]:
    return [item for item in hits if item.hit.status == "counts" and item.hit.group in groups]


def _set_aside(hits: list[FieldHit], which: Callable[[FieldHit], bool], because: str) -> list[FieldHit]:
    return [
        replace(item, hit=replace(item.hit, status="set_aside", cue=because))
        if item.hit.status == "counts" and which(item)
        else item
        for item in hits
    ]


# R6 -----------------------------------------------------------------------------------------------------------------
def _name_only(row: Row, hits: list[FieldHit]) -> list[FieldHit]:
    name = fold(row.text("name"))
    texts = {field: fold(text) for field, text in row.texts}
    return [_judge_name(item, name, texts) for item in hits]


def _judge_name(item: FieldHit, name: str, texts: dict[str, str]) -> FieldHit:
    hit = item.hit
    in_name = item.field in ("name", "version") and hit.group not in _NAME_COUNTS | {signals.PLATFORM}
    if not in_name and item.field in ("description", "usage_description", "remarks", "extra"):
        in_name = hit.group in _MARKETING and _within_name(hit, name, texts.get(item.field, ""))
    return replace(item, hit=replace(hit, status="name_only", cue="")) if in_name and hit.status == "counts" else item


def _within_name(hit: Hit, name: str, text: str) -> bool:
    words = fold(hit.words)
    if words not in name or len(name) <= len(words):
        return False
    place = text.find(name)
    while place >= 0:
        if place <= hit.start and hit.start + len(words) <= place + len(name):
            return True
        place = text.find(name, place + 1)
    return False


# R3, the exception ---------------------------------------------------------------------------------------------------
def _own_part(row: Row, hits: list[FieldHit]) -> list[FieldHit]:
    """Where the row's application is itself the portal, form or viewer, that part is the main function."""
    kind = fold(row.text("application_type"))
    parts = cue("own_parts")
    own = parts.search(fold(row.text("name"))) or parts.search(kind) or parts.search(_head_noun(row))
    if not own:
        return hits
    return [
        replace(item, hit=replace(item.hit, status="counts")) if item.hit.status == "side" else item for item in hits
    ]


def _head_noun(row: Row) -> str:
    """What the description says the application is: its words before the first preposition, at most five."""
    text = fold(row.text("description"))
    end = min(
        (match.start() for match in (_PUNCTUATION.search(text), cue("head_noun_ends").search(text)) if match),
        default=len(text),
    )
    words = text[:end]
    none = cue("head_noun_none").match(text[end:].lstrip())
    return "" if none or len(words.split()) > _HEAD_WORDS else words


# R4 -----------------------------------------------------------------------------------------------------------------
_BEATEN = {
    "A1": _CLIENTS - {"A1", "A2"} | _DEAD,
    "A2": _CLIENTS - {"A1", "A2"} | _DEAD,
    "B1": {"B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "BC", "A4", "A4S", "A5"},
    "BM": {"B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "BC", "A4", "A4S", "A5"},
    "B2": {"B1", "BM", "BC", "B3", "B3O", "OP", "B4", "LOCAL"},
    "B2S": {"B1", "BM", "BC", "B3", "B3O", "OP", "B4", "LOCAL"},
    "B3": {"B1", "BM", "BC", "B2", "B2S", "B4", "LOCAL"},
    "B3O": {"B1", "BM", "BC", "B2", "B2S", "B4", "LOCAL"},
    "OP": {"B1", "BM", "BC", "B2", "B2S"},
    "A4": {"A1", "A2", "A3"},
    "A4S": {"A1", "A2", "A3"},
    "A5": {"A1", "A2", "A3"},
}


def _completed_change(hits: list[FieldHit]) -> list[FieldHit]:
    for done in [item for item in hits if item.hit.changed and item.hit.status == "counts"]:
        beaten = _BEATEN.get(done.hit.group, set())
        hits = _set_aside(
            hits,
            lambda item, beaten=beaten, done=done: (
                item.hit.group in beaten and not item.hit.changed and item.field != done.field
            ),  # type: ignore[misc]
            f"R4: {done.hit.words}",
        )
    renewed = {_category(item) for item in hits if item.hit.changed and item.hit.group == signals.PLATFORM} - {""}
    return _set_aside(hits, lambda item: _category(item) in renewed and not item.hit.changed, "R4")


def _category(item: FieldHit) -> str:
    return signals.platform(item.hit.signal)["category"] if item.hit.group == signals.PLATFORM else ""


def _current_browsers(hits: list[FieldHit]) -> list[FieldHit]:
    """Internet Explorer beside a current browser is one of several, not a need."""
    fields = {
        item.field
        for item in _counting(hits, {"A1", "A2"})
        if item.hit.signal in ("chrome_edge", "edge_whole", "evergreen_browser")
    }
    return _set_aside(hits, lambda item: item.field in fields and item.hit.signal == "internet_explorer", "R1")


# R1 -----------------------------------------------------------------------------------------------------------------
def _concrete_beats_generic(hits: list[FieldHit]) -> list[FieldHit]:
    local = _counting(hits, {"LOCAL"})
    if local:
        hits = _set_aside(hits, lambda item: item.hit.group in {"B1", "BM", "BC", "A2"}, f"R1: {local[0].hit.words}")
    own = _counting(hits, {"B3O"})
    if own:
        hits = _set_aside(hits, lambda item: item.hit.group in {"B1", "BC"}, f"R1: {own[0].hit.words}")
    rented = [item for item in _counting(hits, {"B3"}) if item.hit.signal in _RENTED]
    if rented:
        hits = _set_aside(hits, lambda item: item.hit.group == "BC", f"R1: {rented[0].hit.words}")
    return hits


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
    on_machine = tuple(item for item in holds.get("B4", ()) if item.hit.signal in _ON_MACHINE)
    if on_machine:
        holds["installed"] = (*holds.get("installed", ()), *on_machine)
    _server(holds)
    _combine(holds, "provider_run", "B1", "BM", "B2", "B2S", "BC")
    _dead_technology(holds)
    _labels(holds)
    _combine(holds, "alone", "B4", "LOCAL")
    if not any(group in holds for group in (*_CLIENTS, "API")):
        holds["no_client"] = ()
        interface = tuple(
            item for group in ("I_API", "I_GGI") for item in holds.get(group, ()) if item.field in _OWN_API
        )
        if interface:
            holds["API"] = interface
        if "APP" in holds:
            holds["only_app"] = holds["APP"]
    _support(row, holds, reference_date)
    _combine(holds, "own_form", *sorted(_CLIENTS), "B1", "BM", "B2", "B2S", "B3", "B3O", "CN", "T2", "TECH")
    return holds


def _local(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """ "Lokaal" beside an installed client is the workstation, elsewhere it is bare on-premise."""
    bare = tuple(
        item for item in holds.get("OP", ()) if item.hit.signal == "local_cell" and fold(item.hit.words) in _LOCAL
    )
    if bare and "A4" in holds:
        holds["B4"] = (*holds.get("B4", ()), *bare)


def _not_an_application(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    """A name that looks like hardware or a contract yields to a client or technology of its own."""
    if not any(group in holds for group in (*_CLIENTS, *_DEAD, "B1", "BM", "BC", "CN", "API")):
        return
    rest = tuple(item for item in holds.get("N0", ()) if item.hit.signal in _ALWAYS_NOTHING)
    if rest:
        holds["N0"] = rest
    else:
        holds.pop("N0", None)


def _combine(holds: dict[str, tuple[FieldHit, ...]], fact: str, *groups: str) -> None:
    found = tuple(item for group in groups for item in holds.get(group, ()))
    if found:
        holds[fact] = found


def _server(holds: dict[str, tuple[FieldHit, ...]]) -> None:
    systems = tuple(item for item in holds.get(signals.PLATFORM, ()) if _category(item) == "server_os")
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
        item for item in holds.get(signals.PLATFORM, ()) if signals.platform(item.hit.signal)["triggers_t4"] == "yes"
    )
    if ended:
        holds["platform_ended"] = ended


def _date_hit(day: date) -> FieldHit:
    return FieldHit("end_of_support_date", Hit("end_of_support_date", "EOS", f"{day:%d-%m-%Y}", "counts"))
