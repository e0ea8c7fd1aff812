"""A small analysis by hand, so that pages are tested without the whole run, and texts that must never come to life."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from landscape.advise.basis import basis
from landscape.advise.counsel import counsel
from landscape.portfolio.packages import PACKAGE_COLUMNS
from landscape.portfolio.unknown_names import COUNTS
from landscape.records import COLUMN_COLUMNS, FINDING_COLUMNS
from landscape.ui.navigation import DOORS
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(name for pages in DOORS.values() for name in pages)
STANDS_ALONE = (
    "inlezen",
    "samenwerking",
    "wijzigingen",
    "besluiten",
    "definities",
    "woordenlijst",
    "modelkaart",
    "logboek",
)
"""Pages that say something without an analysis: they read lists, are about a stored partnership, or explain."""
PAYLOADS = (
    "![](http://example.test/p.png)",
    "<img src=x onerror=alert(1)>",
    ":material/star:",
    "$x^2$",
    "[klik](http://example.test)",
    "www.example.test",
    "**vet** `code` ~~weg~~",
    ":red[rood] :rocket:",
    "<script>alert(1)</script>",
    "{naam} {0} {x:y}",
)


_ADVISED: dict[tuple[str, str], Mapping[str, pd.DataFrame]] = {}


def _advice(key: tuple[str, str], applications: pd.DataFrame, overlaps: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """What the advice room says of these rows, worked out once per text; the candidates of the test stay by hand."""
    if key not in _ADVISED:
        frames = vars(counsel(basis(applications, overlaps, date(2026, 7, 1))))
        _ADVISED[key] = {name: frame for name, frame in frames.items() if name != "candidates"}
    return _ADVISED[key]


def small_analysis(name: str = "Zaaksysteem", organisation: str = "Aadorp", sources: Sequence[Source] = ()) -> Analysis:
    """Four applications of two organisations: one overlap, one pair in doubt, one without a function.

    ``name`` is the text from the upload that is placed in every free-text column; with ``sources`` it can be corrected.
    """
    other = "Beekstad"
    applications = pd.DataFrame(
        {
            "application_id": ["a1", "a2", "b1", "b2"],
            "organisation": [organisation, organisation, other, other],
            "file": [f"{organisation}.xlsx"] * 2 + ["beekstad.csv"] * 2,
            "sheet": ["Blad1", "Blad1", "", ""],
            "row": [5, 6, 2, 3],
            "name": [name, "Oud archief", f"{name} 2", "Onbekend ding"],
            "vendor": [name, "", "Leverancier B", ""],
            "version": ["", "4.1", "", ""],
            "description": [name, "", "", ""],
            "application_kind": ["business"] * 4,
            "readiness": ["saas_ready", "legacy", "cloud_capable", "unknown"],
            "readiness_probability": [0.92, 0.88, 0.71, float("nan")],
            "readiness_decided_by": ["rule", "rule", "model", "rule"],
            "readiness_reason": [f"Kolom Hosting zegt {name}.", "Versie 4.1 is oud.", "Lijkt op andere.", "Te weinig."],
            "readiness_evidence": [
                json.dumps([{"field": "description", "words": name, "status": "counts"}]),
                "[]",
                "[]",
                "[]",
            ],
            "readiness_rule": ["shared_service", "support_ended", "browser", "nothing_stated"],
            "readiness_votes": ["shared_service; browser", "support_ended; browser", "browser", "nothing_stated"],
            "readiness_automatic": [True, True, False, False],
            "readiness_change": ["", "", f"Een feit over {name} zou dit veranderen.", "Een feit."],
            "support_ends": ["", json.dumps([[name, "application", "2025-10-14"]]), "", ""],
            "market_knowledge": [f"{name} wordt als SaaS verkocht.", "", "", ""],
            "product_id": ["p1", "p2", "p1", "p3"],
            "product_name": [name, "Oud archief", name, "Onbekend ding"],
            "component": ["Zaakafhandelcomponent", "Archiefcomponent", "Zaakafhandelcomponent", ""],
            "component_is_broad": [False] * 4,
            "component_probability": [0.9, 0.8, 0.9, float("nan")],
            "component_2": ["Documentbeheercomponent", "", "", ""],
            "component_2_probability": [0.1] + [float("nan")] * 3,
            "component_3": [""] * 4,
            "component_3_probability": [float("nan")] * 4,
            "component_decided_by": ["package", "text", "given", ""],
            "component_reason": [f"Woorden van {name}.", "Zo staat het.", "Zo staat het.", "Geen aanwijzing."],
            "readiness_question": ["", "", f"Is {name} nog in gebruik?", ""],
            "extra": [f"Kleur: {name}", "", "", ""],
            "name_environment": [""] * 4,
            "annual_cost_eur": [12000.0, float("nan"), 8000.0, float("nan")],
            "annual_cost_origin": ["given", "", "given", ""],
            "contract_end_date": pd.to_datetime(["2027-12-31", None, "2029-06-30", None]).astype("datetime64[s]"),
            "end_of_support_date_found": pd.to_datetime([None, "2025-10-14", None, None]).astype("datetime64[s]"),
        }
    )
    overlaps = pd.DataFrame(
        {
            "overlap_id": ["o1"],
            "kind": ["same_product"],
            "component": ["Zaakafhandelcomponent"],
            "products": [1],
            "applications": [2],
            "organisations": [2],
            "pattern": ["bundle_contracts"],
            "known_annual_cost_eur": [20000.0],
            "applications_without_cost": [0],
            "overlap_name": [name],
            "application_ids": ["a1; b1"],
            "reason": [f"Beide hebben {name}."],
        }
    )
    candidates = pd.DataFrame(
        {
            "rank": [1, 2],
            "candidate_id": ["k1", "k2"],
            "title": [name, "Oud archief"],
            "kind": ["overlap", "application"],
            "overlap_id": ["o1", ""],
            "application_ids": ["a1; b1", "a2"],
            "organisations": [2, 1],
            "applications": [2, 1],
            "action": ["bundelen", "uitfaseren"],
            "time": ["invest", "eliminate"],
            "six_r": ["retain", "retire"],
            "reasons_for": [f"Zelfde product: {name} | Twee contracten", "Versie is oud"],
            "reasons_against": ["", f"Koppelt met {name}"],
            "known_annual_cost_eur": [20000.0, float("nan")],
            "applications_without_cost": [0, 1],
            "decide_before": pd.to_datetime(["2027-01-01", None]).astype("datetime64[s]"),
            "decision_status": ["later", "no_end_date"],
            "saving_low_eur": [-500.0, float("nan")],
            "saving_mid_eur": [1000.0, float("nan")],
            "saving_high_eur": [2500.0, float("nan")],
            "saving_assumptions": [f"Doelproduct {name}", ""],
            "score_parts": [f"soort {name} 100 x 42", ""],
            "customer_line": ["", f"Gebruikers van {name} merken dit."],
            "missing": ["", "Kosten per jaar"],
        }
    )
    columns = [
        (f"{organisation}.xlsx", "Blad1", 4, "A", name, "", "name", "synonym", 1.0),
        (f"{organisation}.xlsx", "Blad1", 4, "B", "Omschrijving", "", "description", "values", 0.8),
        (f"{organisation}.xlsx", "Blad1", 4, "C", "Kleur", "", "ignored", "none", 0.0),
        (f"{organisation}.xlsx", "Blad1", 4, "D", f"Wie {name}", "", "personal_contact", "values", 0.8),
        ("beekstad.csv", "", 1, "A", "Applicatie", "", "name", "synonym", 1.0),
    ]
    findings = [
        (f"{organisation}.xlsx", "Blad1", 6, "C", "no_amount", "warning", f"{name} is geen bedrag", "Leeg", "Vul in"),
        ("beekstad.csv", "", 4, "", "total_row", "refused", "Een totaalrij", "Overgeslagen", "Niets"),
    ]
    return Analysis(
        key="test",
        request=Request(date(2026, 7, 1), "nl"),
        applications=applications,
        products=pd.DataFrame(
            {
                "product_id": ["p1", "p2", "p3"],
                "product_name": [name, "Oud archief", "Onbekend ding"],
                "vendor": [name, "", ""],
                "applications": [2, 1, 1],
                "organisations": [2, 1, 1],
                "component": ["Zaakafhandelcomponent", "Archiefcomponent", ""],
                "spellings": [2, 1, 1],
                "weakest_link": [0.93, float("nan"), float("nan")],
                "weakest_link_reason": [f"De zwakste verbinding is die met {name}.", "", ""],
                "alarm": [f"Let op: twee namen voor {name}.", "", ""],
                "name_reason": ["Zo schrijven de meeste organisaties het.", "", ""],
            }
        ),
        redundancy=pd.DataFrame(
            {
                "component": ["Zaakafhandelcomponent"],
                "products": [2],
                "extra_products": [1],
                "applications": [2],
                "organisations": [2],
                "organisations_with_more": [0],
                "known_annual_cost_eur": [20000.0],
                "applications_without_cost": [0],
                "at_stake_at_most_eur": [12000.0],
            }
        ),
        names_to_add=pd.DataFrame(
            [(1, 1, f"={name}", name, name)],
            columns=["applications", "organisations", "package", "vendor", "aliases"],
        ).reindex(columns=[*COUNTS, *PACKAGE_COLUMNS], fill_value=""),
        pairs=pd.DataFrame(
            {
                "application_id_1": ["a1", "a1"],
                "application_id_2": ["b2", "b1"],
                "probability": [0.55, 0.93],
                "name_1": ["een andere kolom met deze naam"] * 2,
                "outcome": ["review", "same"],
                "reason": [f"De namen lijken op elkaar: {name}"] * 2,
                "words_both": [name] * 2,
                "words_only_1": [""] * 2,
                "words_only_2": ["2", name],
            }
        ),
        ties=pd.DataFrame(
            {
                "product_id": ["p1", "p1"],
                "tie": ["holds", "rival"],
                "application_id_1": ["a1", "a1"],
                "application_id_2": ["b1", "b2"],
                "name_1": [name] * 2,
                "name_2": [f"{name} 2", f"{name} anders"],
                "probability": [0.93, 0.55],
                "words_both": [name] * 2,
                "words_only_1": ["", "eerste"],
                "words_only_2": ["2", "anders"],
                "reason": [f"Zelfde product (93 % zeker). Ervoor: {name}. Ertegen: {name}."] * 2,
            }
        ),
        overlaps=overlaps,
        candidates=candidates,
        columns=pd.DataFrame(columns, columns=list(COLUMN_COLUMNS)),
        findings=pd.DataFrame(findings, columns=list(FINDING_COLUMNS)),
        matrix=pd.DataFrame(
            {
                "component": ["", "Archiefcomponent", "Zaakafhandelcomponent", "Zaakafhandelcomponent"],
                "organisation": [other, organisation, organisation, other],
                "applications": [1, 1, 1, 1],
                "products": [1, 1, 1, 1],
                "known_annual_cost_eur": [0.0, 0.0, 12000.0, 8000.0],
                "applications_without_cost": [1, 1, 0, 0],
            }
        ),
        inventories=pd.DataFrame(
            {
                "file": [f"{organisation}.xlsx", "beekstad.csv"],
                "organisation": [organisation, other],
                "organisation_source": ["file_name", "argument"],
                "rows_read": [2, 3],
                "applications": [2, 2],
                "rows_refused": [0, 1],
            }
        ),
        completeness=pd.DataFrame(
            {
                "organisation": [organisation, other, organisation, other],
                "decision_name": ["Gereedheid", "Gereedheid", "Roadmap", "Roadmap"],
                "share": [1.0, 0.5, 0.0, 0.5],
                "enough": [True, False, False, False],
            }
        ),
        missing=pd.DataFrame(
            {
                "need_name": ["Einddatum contract"],
                "organisation": [organisation],
                "without": [2],
                "last_gap": [1],
                "decisions": ["Roadmap"],
            }
        ),
        **_advice((name, organisation), applications, overlaps),
        policy_effects=pd.DataFrame(
            {
                "switch": ["vendor_hosted_browser"],
                "value": ["saas_ready"],
                "application_id": ["b1"],
                "organisation": [other],
                "name": [f"{name} 2"],
                "readiness": ["cloud_capable"],
                "readiness_with_choice": ["saas_ready"],
                "reason": [f"Met deze keuze verandert {name}."],
            }
        ),
        refused=[(f"{name}.pdf", f"{name} is een PDF.")],
        sources=sources,
    )
