"""Applications become products: the same software, whoever uses it and however it is written.

In: applications with the columns of ``portfolio.names`` and ``classify.kinds`` (and judgements of people). Out: the
applications with ``product_id`` and ``product_name``, the products, and the pairs worth a person's eye. Versions,
editions, environments and spellings are attributes below a product; a successor is another product. A newcomer
would let the algorithm win from a person: people first, then the table of known packages, then the score.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap import candidates, clusters, compare, judged, shown
from landscape.overlap.doubts import DOUBTS
from landscape.overlap.explain import why_this_name
from landscape.overlap.features import Comparison, feature_matrix, is_bound, is_held_apart
from landscape.overlap.forms import Forms, collapse, joined, matching
from landscape.overlap.matched import Matched, Scored
from landscape.overlap.ties import ties_frame
from landscape.overlap.words import Floats, Ints

ROW_COLUMNS = ("application_id", "organisation", "name", "name_version", "name_environment")


@dataclass(frozen=True)
class Products:
    """What matching leaves behind.

    Attributes:
        applications: as given, with ``product_id`` and ``product_name``.
        products: one row per product: ``product_id, product_name, vendor, applications, organisations, component,
            package, spellings, weakest_link`` (probability, NaN for one spelling), ``weakest_link_reason, alarm`` and
            ``name_reason``: where its name comes from.
        pairs: one row per pair worth showing: ``application_id_1, application_id_2, probability, outcome, reason,
            name_1, name_2, applications`` (rows an answer would settle), ``words_both, words_only_1, words_only_2``.
        contradictions: judgements that cannot both hold, same columns as the judgements plus ``reason``.
        ties: what holds each product together and what came nearest from outside, as ``ties.ties_frame`` has it.
    """

    applications: pd.DataFrame
    products: pd.DataFrame
    pairs: pd.DataFrame
    contradictions: pd.DataFrame
    ties: pd.DataFrame


def find_products(applications: pd.DataFrame, judgements: pd.DataFrame | None = None, language: str = "nl") -> Products:
    """Group ``applications`` into products.

    Args:
        applications: contract columns of ``portfolio.names`` and ``classify.kinds``; any index.
        judgements: what people said: ``application_id_1, application_id_2, outcome`` (same or different).
        language: of the reasons.
    """
    rows = applications.reset_index(drop=True)
    found, links, said = _matched(rows, judgements, language)
    number = found.of[found.forms.form_of] if len(rows) else np.zeros(0, dtype=np.int64)
    for column in ("product_id", "product_name"):
        rows[column] = found.names[column].to_numpy()[number] if len(rows) else ""
    return Products(
        rows,
        _product_frame(rows, found, language),
        shown.pairs_frame(found.forms, found.scored, language),
        _told(links.contradictions(said), language),
        ties_frame(found, language),
    )


def _told(contradictions: pd.DataFrame, language: str) -> pd.DataFrame:
    """The contradictions with the sentence that says what is wrong with them."""
    reason = pd.Series(sentence("matching", "contradiction", language), index=contradictions.index, dtype="str")
    return contradictions.assign(reason=reason)


def match(applications: pd.DataFrame, judgements: pd.DataFrame | None = None, language: str = "nl") -> Matched:
    """The same road as ``find_products``, kept open for questions: see ``explain.cluster``."""
    return _matched(applications.reset_index(drop=True), judgements, language)[0].prepared()


def _matched(
    rows: pd.DataFrame, judgements: pd.DataFrame | None, language: str
) -> tuple[Matched, judged.Links, pd.DataFrame]:
    said = judged.known(judgements, rows["application_id"])
    forms = collapse(rows, judged.split_rows(rows, said))
    links = judged.as_links(said, rows["application_id"], forms.form_of)
    scored = score(forms, candidates.join(candidate_pairs(forms), links.same, links.different), links)
    of = grouped(forms, scored, links)
    kept = [name for name in ROW_COLUMNS if name in rows.columns]
    names = product_names(forms, of, language)
    return Matched(rows[kept].copy(), forms, shown.settled(scored, of), of, names), links, said


def candidate_pairs(forms: Forms) -> candidates.Pairs:
    """All pairs of forms that deserve a comparison."""
    limits = matching("candidates")
    top, floor, most, fellows = (limits[name] for name in ("top", "floor", "frequent_group", "same_name_most"))
    keys = list(forms.frame["name_key"].where(forms.frame["is_compared"], ""))
    groups = candidates.character_groups(keys)
    near = candidates.nearest(groups, groups, int(str(top)) + 1, float(str(floor)), int(str(most)))
    words = [forms.words.vocabulary[at] for at in forms.words.ids]
    starts = forms.words.starts
    texts = [words[begin:end] for begin, end in pairwise(starts)]
    return candidates.join(
        candidates.as_pairs(near.row, near.column),
        candidates.same_value(keys, int(str(fellows))),
        candidates.same_value(list(forms.frame["package"]), 1),
        candidates.acronyms(keys, texts),
    )


def score(forms: Forms, pairs: candidates.Pairs, links: judged.Links) -> Scored:
    """Features, probability and zone of ``pairs``, after knowledge and judgements."""
    comparison = Comparison(forms, pairs)
    features = feature_matrix(comparison)
    prior = compare.shipped_prior()
    return _outranked(comparison, prior.contributions(features), prior.probability(features), links)


def _outranked(comparison: Comparison, contributions: Floats, probability: Floats, links: judged.Links) -> Scored:
    """Knowledge and people outrank the score; a pair in doubt goes to review, however alike the names are."""
    limits = matching("zones")
    doubt = np.nextafter(float(limits["accept"]), 0.0)
    packages = comparison.column("package")
    owners = comparison.column("owner")
    order: list[tuple[str, np.ndarray, Floats | float]] = [
        ("judged_different", judged.among(comparison.pairs, links.different), 0.0),
        ("judged_same", judged.among(comparison.pairs, links.same), 1.0),
        ("held_apart_owner", owners[0] != owners[1], 0.0),
        ("held_apart_packages", is_held_apart(comparison) & (packages[0] != packages[1]), 0.0),
        ("bound", is_bound(comparison), 1.0),
        *((name, holds(comparison), np.minimum(probability, doubt)) for name, holds in DOUBTS.items()),
    ]
    conditions = [condition for _, condition, _ in order]
    decided_by = np.select(conditions, [name for name, _, _ in order], "score").astype(object)
    outranked = np.select(conditions, [np.broadcast_to(value, probability.shape) for _, _, value in order], probability)
    return Scored(comparison, contributions, outranked, compare.zone(outranked), decided_by)


def grouped(forms: Forms, scored: Scored, links: judged.Links) -> Ints:
    """The product number of every form: average linkage, with what must and may not be together."""
    limits = matching("clusters")
    package = pd.factorize(forms.frame["package"].where(forms.frame["package"] != ""), sort=True)[0] + 1
    owner = pd.factorize(forms.frame["owner"], sort=True)[0] + 1
    known = np.where(package > 0, package * (owner.max(initial=1) + 1) + owner, 0)
    return clusters.cluster(
        len(forms.frame),
        scored.comparison.pairs,
        np.where(np.isin(scored.decided_by, list(DOUBTS)), 0.0, scored.probability),
        candidates.join(links.same, clusters.chain(known.astype(np.int64))),
        [package.astype(np.int64), owner.astype(np.int64)],
        links.different,
        clusters.Limits(float(limits["cut"]), float(matching("zones")["accept"]), int(limits["capacity"])),
    )


def _product_frame(rows: pd.DataFrame, found: Matched, language: str) -> pd.DataFrame:
    """One row per product."""
    table = rows.assign(number=found.of[found.forms.form_of])
    table["component"] = table.get("component", table.get("reference_component", ""))
    grouped = table.groupby("number", sort=True)
    frame = found.names.loc[sorted(set(found.of.tolist()))].copy()
    frame["applications"] = grouped.size()
    frame["organisations"] = grouped["organisation"].nunique()
    frame["component"] = shown.most_used(table, "number", "component").reindex(frame.index).fillna("")
    frame["spellings"] = pd.Series(found.of).value_counts().reindex(frame.index)
    frame = frame.join(shown.weakest(found.forms, found.scored, found.of, language))
    frame = frame.join(shown.alarms(table, language))
    frame = frame.fillna({"weakest_link_reason": "", "alarm": ""})
    frame["name_reason"] = [
        why_this_name(package, spellings, language)
        for package, spellings in zip(frame["package"], frame["spellings"], strict=True)
    ]
    columns = ["product_id", "product_name", "vendor", "applications", "organisations", "component", "package"]
    frame = frame[[*columns, "spellings", "weakest_link", "weakest_link_reason", "alarm", "name_reason"]]
    return frame.sort_values(["product_name", "product_id"], kind="stable", ignore_index=True)


def product_names(forms: Forms, of: Ints, language: str) -> pd.DataFrame:
    """Per cluster number the id (known package, else smallest form) and name (package, else most used form)."""
    table = forms.frame.assign(number=of)
    table["known"] = table["package"] != ""
    key = joined(table, ["name_key", "vendor_name", "owner", "scope"])
    table["identity"] = key.where(~table["known"], table["package"] + "\x1fpackage\x1f" + table["owner"])
    best = (
        table.sort_values(
            ["number", "known", "organisations", "rows", "name_key", "vendor_name"],
            ascending=[True, False, False, False, True, True],
            kind="stable",
        )
        .drop_duplicates("number")
        .set_index("number")
    )
    first = table.sort_values(["number", "known", "identity"], ascending=[True, False, True]).drop_duplicates("number")
    names = pd.DataFrame(index=best.index)
    names["product_id"] = [_product_id(text) for text in first.set_index("number")["identity"].reindex(best.index)]
    nameless = sentence("matching", "without_name", language)
    names["product_name"] = best["package"].where(best["known"], best["name_display"]).replace("", nameless)
    vendor = shown.most_used(table, "number", "vendor_name")
    names["vendor"] = vendor.reindex(best.index).fillna("")
    names["package"] = best["package"]
    return names.reindex(range(len(of)))


def _product_id(identity: str) -> str:
    return "p-" + hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()
