"""How good is "same product" on Dutch names, with the products of each test pair held out of the training.

    python benchmarks/matching_nl.py [--write-prior] [--out FILE]

In: ``tests/data/pairs_nl.csv`` (hand-written spellings of real and invented packages; hard negatives are the most alike
names of other products). The score alone is measured with the table of known packages hidden: that is how it meets a
package nobody told it about. Beside it stands the whole step with that table, as a user gets it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from stamp import stamp

from landscape.overlap import compare
from landscape.overlap.candidates import as_pairs, join
from landscape.overlap.features import FEATURES, Comparison, feature_matrix
from landscape.overlap.fit import BY_HAND, fit
from landscape.overlap.forms import collapse, matching
from landscape.overlap.products import candidate_pairs, find_products
from landscape.overlap.words import letters_only
from landscape.portfolio.names import add_names

ROOT = Path(__file__).parents[1]
FOLDS = 10


def applications(pairs: pd.DataFrame) -> pd.DataFrame:
    """Every distinct (name, vendor) of the set as one application of its own organisation."""
    both = pd.concat(
        [pairs[[f"name_{side}", f"vendor_{side}"]].set_axis(["name", "vendor"], axis=1) for side in (1, 2)]
    )
    rows = both.drop_duplicates().sort_values(["name", "vendor"], ignore_index=True)
    rows["application_id"] = [f"a{number:04d}" for number in rows.index]
    rows["organisation"] = rows["application_id"]
    return add_names(rows.assign(version="")).assign(application_kind="business", reference_component="")


def without_knowledge(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows as if no package were known; a vendor that only the package told is gone too."""
    told = [
        v == "" and letters_only(c)[:4] not in letters_only(n)
        for v, c, n in zip(rows["vendor"], rows["vendor_name"], rows["name"], strict=True)
    ]
    return rows.assign(package="", package_how="", vendor_name=rows["vendor_name"].where(~np.array(told), ""))


def positions(pairs: pd.DataFrame, rows: pd.DataFrame, form_of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The form of either side of each pair."""
    place = dict(zip(zip(rows["name"], rows["vendor"], strict=True), form_of, strict=True))
    one, other = ([place[key] for key in zip(pairs[f"name_{s}"], pairs[f"vendor_{s}"], strict=True)] for s in (1, 2))
    return np.array(one), np.array(other)


def measure(same: np.ndarray, probability: np.ndarray) -> dict[str, float]:
    """Precision, recall, F1 at even odds, calibration error (10 equal bins) and the zones."""
    said = probability >= 0.5
    hit = int((said & same).sum())
    precision, recall = hit / max(int(said.sum()), 1), hit / max(int(same.sum()), 1)
    bins = np.minimum((probability * 10).astype(int), 9)
    gaps = [abs(probability[bins == b].mean() - same[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    zone = compare.zone(probability)
    accepted, different = zone == "same", zone == "different"
    return {
        "pairs": len(same), "precision": precision, "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "ece": float(sum(gaps)), "accept_precision": float(same[accepted].mean()),
        "accept_recall": float(accepted[same].mean()),
        "review_share": float((zone == "review").mean()), "lost_in_different": float(different[same].mean()),
    }  # fmt: skip


def held_out(pairs: pd.DataFrame, features: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Probability of each pair by weights that never saw either of its products."""
    products = np.array(sorted(set(pairs["product_1"]) | set(pairs["product_2"])))
    fold = dict(zip(products, np.random.default_rng(20261122).permutation(len(products)) % FOLDS, strict=True))
    folds = np.column_stack([pairs[f"product_{side}"].map(fold) for side in (1, 2)])
    total, times = np.zeros(len(pairs)), np.zeros(len(pairs))
    for number in range(FOLDS):
        test = (folds == number).any(axis=1)
        total[test] += fit(features[~test], same[~test]).probability(features[test])
        times[test] += 1
    return total / times


def main() -> None:
    """Measure, print, and write what was asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write-prior", action="store_true", help="write knowledge/matching_prior.toml")
    arguments.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/matching_nl.json")
    chosen = arguments.parse_args()
    pairs = pd.read_csv(ROOT / "tests/data/pairs_nl.csv", sep=";", dtype="str", keep_default_na=False)
    rows = applications(pairs)
    forms = collapse(without_knowledge(rows))
    one, other = positions(pairs, rows, forms.form_of)
    listed = as_pairs(one, other)
    compared = join(listed, candidate_pairs(forms))
    matrix = feature_matrix(Comparison(forms, compared))
    size = len(forms.frame)
    codes = compared.left * size + compared.right
    distinct = one != other
    place = np.searchsorted(codes, np.minimum(one, other) * size + np.maximum(one, other))
    features = matrix[np.minimum(place, len(codes) - 1)]
    same = (pairs["same"] == "1").to_numpy()
    learnable = distinct & (pairs["relation"] != "knowledge").to_numpy()
    probability = np.where(distinct, 0.0, 1.0)
    probability[learnable] = held_out(pairs[learnable], features[learnable], same[learnable])
    prior = fit(features[learnable], same[learnable])
    needs = distinct & ~learnable
    probability[needs] = prior.probability(features[needs])
    if chosen.write_prior:
        write_prior(prior)
    report = {
        "score alone": measure(same[learnable], probability[learnable]),
        "score alone, renames too": measure(same, probability),
    }
    report["with the table of packages"] = with_knowledge(pairs, rows, same)
    report["measured at"] = stamp()
    print(json.dumps(report, indent=2))
    wrong = np.flatnonzero(
        ((probability >= matching("zones")["accept"]) & ~same) | ((probability < matching("zones")["review"]) & same)
    )
    for at in wrong:
        print(round(probability[at], 2), pairs.iloc[at].tolist())
    chosen.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def with_knowledge(pairs: pd.DataFrame, rows: pd.DataFrame, same: np.ndarray) -> dict[str, float]:
    """The whole step as shipped: which pairs end in one product."""
    found = find_products(rows).applications
    one, other = positions(pairs, found, found["product_id"].to_numpy())
    said = one == other
    precision, recall = same[said].mean(), said[same].mean()
    return {
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(2 * precision * recall / (precision + recall)),
    }


def write_prior(prior: compare.Prior) -> None:
    """The shipped prior as TOML."""
    about = "log odds per feature, fitted by benchmarks/matching_nl.py on tests/data/pairs_nl.csv; signs are held"
    lines = [f'about = "{about}"', f"base = {prior.base:.6f}", "", "[features]"]
    for name, weight, reference in zip(FEATURES, prior.weight, prior.reference, strict=True):
        how = "chosen" if name in BY_HAND else "fitted"
        lines.append(f'{name} = {{ weight = {weight:.6f}, reference = {reference:.6f}, how = "{how}" }}')
    (ROOT / "landscape/knowledge/matching_prior.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
