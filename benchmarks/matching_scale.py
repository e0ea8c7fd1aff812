"""Candidates, scores and clusters on a synthetic national landscape: seconds, memory, recall, F1.

    python benchmarks/matching_scale.py --rows N [--seed S] [--splink] [--out FILE]

Every product of ``knowledge/packages.csv`` and many invented ones are written as municipalities do: with or
without vendor, version and environment, split, glued, mistyped; organisations of 500 rows. The table of known
packages is hidden from the matcher, so the figures are those of the score and the clusters. One process, one thread.
With ``--splink`` Splink does the same forms in the same run (extra ``[bench]``). Also timed: explaining every product
that was found, each asked once, the first one cold; and apart from those the two hundred with most applications.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.overlap import explain, judged, products, shown
from landscape.overlap.forms import Forms, collapse, word_list
from landscape.overlap.matched import Matched
from landscape.portfolio.names import add_names

ROWS_PER_ORGANISATION = 500
PROMISED_MS = 50
SYLLABLES = [
    "ba", "be", "bo", "da", "de", "do", "fa", "fi", "ga", "go", "ha", "ki", "ko", "la", "le",
    "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "no", "pa", "pe", "po", "ra", "re", "ri",
    "ro", "sa", "se", "si", "so", "ta", "te", "to", "va", "ve", "vi", "wa", "zo",
]  # fmt: skip


def main() -> None:
    """Make the landscape, match it, print and write the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments.add_argument("--splink", action="store_true", help="measure Splink on the same forms too")
    arguments.add_argument("--out", type=Path)
    chosen = arguments.parse_args()
    begun = time.perf_counter()
    rows = landscape_of(chosen.rows, np.random.default_rng(chosen.seed))
    made = time.perf_counter()
    figures, matched = measured(rows)
    report = {"rows": chosen.rows, "seconds_to_make_and_name": made - begun, **figures}
    report["peak_memory_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    report |= explained(matched)
    if chosen.splink:
        report |= beside_splink(rows, matched.forms, report["seconds"])
    print(json.dumps(report, indent=2))
    if chosen.out:
        chosen.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def measured(rows: pd.DataFrame) -> tuple[dict[str, float], Matched]:
    """Run the three steps and hold the clusters against the planted products."""
    cpu, begun = time.process_time(), time.perf_counter()
    nothing = judged.as_links(
        judged.known(None, rows["application_id"]), rows["application_id"], np.zeros(len(rows), dtype=np.int64)
    )
    forms = collapse(rows)
    collapsed = time.perf_counter()
    pairs = products.candidate_pairs(forms)
    paired = time.perf_counter()
    scored = products.score(forms, pairs, nothing)
    scored_at = time.perf_counter()
    of = products.grouped(forms, scored, nothing)
    clustered, cpu = time.perf_counter(), time.process_time() - cpu
    truth = rows["truth"].to_numpy()
    per_form = pd.Series(truth).groupby(forms.form_of).agg(lambda values: values.mode()[0]).to_numpy()
    figures = {
        "seconds_forms": collapsed - begun, "seconds_candidates": paired - collapsed,
        "seconds_scores": scored_at - paired, "seconds_clusters": clustered - scored_at,
        "seconds": clustered - begun, "cpu_seconds": cpu, "forms": len(forms.frame), "pairs": len(pairs),
        "candidate_recall": candidate_recall(pairs, per_form), "products_planted": len(set(truth)),
        "products_found": len(set(of)),
        "pairwise_identical_form": pairwise(truth, forms.form_of), **quality(truth, of[forms.form_of]),
    }  # fmt: skip
    names = products.product_names(forms, of, "nl")
    return figures, Matched(rows[list(products.ROW_COLUMNS)], forms, shown.settled(scored, of), of, names)


def explained(matched: Matched) -> dict[str, float]:
    """Milliseconds to explain a product, by the clock and of the processor: every product, and the two hundred largest.

    Beside it stands how many took longer than ``PROMISED_MS`` by the clock: on a busy machine others cause that.
    """
    begun = time.perf_counter()
    matched.prepared()
    prepared = time.perf_counter() - begun
    rows = matched.forms.frame["rows"].groupby(matched.of).sum().sort_values(ascending=False, kind="stable")
    taken = np.array([_asked(matched, str(matched.named["product_id"][number])) for number in rows.index])
    shown: dict[str, float] = {"explain_seconds_to_prepare": prepared, "explain_products": len(taken)}
    for name, part in {"explain": taken, "explain_largest_200": taken[:200]}.items():
        for clock, milliseconds in zip(("ms", "cpu_ms"), part.T, strict=True):
            shown |= {
                f"{name}_{clock}_median": float(np.median(milliseconds)),
                f"{name}_{clock}_p95": float(np.percentile(milliseconds, 95)),
                f"{name}_{clock}_slowest": float(milliseconds.max()),
            }
    shown["explain_longer_than_promised"] = int((taken[:, 0] > PROMISED_MS).sum())
    return shown | {"explain_largest_product_rows": int(rows.iloc[0])}


def _asked(matched: Matched, product_id: str) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor to explain one product."""
    begun, used = time.perf_counter(), time.process_time()
    explain.cluster(matched, product_id)
    return (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000


def beside_splink(rows: pd.DataFrame, forms: Forms, ours: float) -> dict[str, float]:
    """Splink on the same forms: seconds, pairs, and the quality of its best threshold on this landscape."""
    from splink_beside import splink_products

    found, taken = splink_products(forms)
    truth = rows["truth"].to_numpy()
    best = max(found, key=lambda threshold: pairwise(truth, found[threshold][forms.form_of]))
    seconds = taken["splink_seconds_to_scores"] + taken["splink_seconds_clusters"]
    of_best = quality(truth, found[best][forms.form_of])
    return {
        **taken, "splink_seconds": seconds, "splink_threshold": best,
        **{f"splink_{name}": value for name, value in of_best.items()},
        "seconds_ratio_ours_to_splink": ours / seconds,
        "splink_peak_memory_gb_both": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }  # fmt: skip


def candidate_recall(pairs: products.candidates.Pairs, truth: np.ndarray) -> float:
    """Share of forms with a sister form (same product) that met at least one of them."""
    has_sister = np.bincount(truth, minlength=truth.max() + 1)[truth] > 1
    met = np.zeros(len(truth), dtype=bool)
    hit = truth[pairs.left] == truth[pairs.right]
    met[pairs.left[hit]] = True
    met[pairs.right[hit]] = True
    return float(met[has_sister].mean())


def pairwise(truth: np.ndarray, found: np.ndarray) -> float:
    """Pairwise F1 over all pairs of rows, from counts."""
    both = pd.Series(1, index=pd.MultiIndex.from_arrays([truth, found])).groupby(level=[0, 1]).size().to_numpy()
    hit, said, real = (
        float((count * (count - 1) / 2).sum()) for count in (both, np.bincount(found), np.bincount(truth))
    )
    return 2 * hit / (said + real)


def quality(truth: np.ndarray, found: np.ndarray) -> dict[str, float]:
    """Pairwise F1 and B-cubed precision, recall and F1 over rows."""
    cells = (
        pd.DataFrame({"truth": truth, "found": found}).groupby(["truth", "found"]).size().rename("both").reset_index()
    )
    cells["said"] = cells.groupby("found")["both"].transform("sum")
    cells["real"] = cells.groupby("truth")["both"].transform("sum")
    precision = float((cells["both"] ** 2 / cells["said"]).sum() / len(truth))
    recall = float((cells["both"] ** 2 / cells["real"]).sum() / len(truth))
    b_cubed = 2 * precision * recall / (precision + recall)
    return {
        "pairwise_f1": pairwise(truth, found),
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
        "b_cubed_f1": b_cubed,
    }


def landscape_of(size: int, chance: np.random.Generator) -> pd.DataFrame:
    """``size`` applications with the planted product in ``truth`` and the name columns, packages hidden."""
    catalogue = catalogue_of(chance)
    weight = 1.0 / (np.arange(len(catalogue)) + 20.0)
    truth = chance.choice(len(catalogue), size=size, p=weight / weight.sum())
    names, vendors = zip(*(written(*catalogue[product], chance) for product in truth), strict=True)
    rows = pd.DataFrame({"name": names, "vendor": vendors, "version": ""})
    rows["application_id"] = [f"a{number:07d}" for number in range(size)]
    rows["organisation"] = [f"gemeente {number // ROWS_PER_ORGANISATION:04d}" for number in range(size)]
    rows = add_names(rows).assign(truth=truth, package="", package_how="", application_kind="business")
    return rows.assign(reference_component="")


def catalogue_of(chance: np.random.Generator) -> list[tuple[str, str]]:
    """Name and vendor per product: the known packages, then three invented ones for each, in random order of use."""
    known = knowledge.table("packages.csv", ["package", "vendor"])
    real = list(zip(known["package"], known["vendor"], strict=True))
    functions = sorted(word for word in word_list("function") if len(word) >= 5)
    invented: dict[str, str] = {}
    while len(invented) < 3 * len(real):
        brand = "".join(chance.choice(SYLLABLES, size=3)).capitalize()
        vendor = "".join(chance.choice(SYLLABLES, size=3)).capitalize() + chance.choice([" Software", " ICT", ""])
        for word in chance.choice(functions, size=chance.integers(1, 4), replace=False):
            invented[f"{brand} {word.capitalize()}"] = str(vendor)
    both = real + list(invented.items())
    return [both[at] for at in chance.permutation(len(both))]


def written(name: str, vendor: str, chance: np.random.Generator) -> tuple[str, str]:
    """One way a functional administrator writes this product."""
    dice = chance.random(8)
    if dice[0] < 0.15:
        name = name.replace(" ", "" if dice[0] < 0.08 else "-")
    if dice[1] < 0.10:
        name = name.lower() if dice[1] < 0.05 else name.upper()
    if dice[2] < 0.06 and len(name) > 6:
        at = int(chance.integers(2, len(name) - 2))
        name = name[:at] + name[at + 1 :] if dice[2] < 0.03 else name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if dice[3] < 0.12 and vendor and not name.lower().startswith(vendor.lower()[:4]):
        name = f"{vendor} {name}"
    if dice[4] < 0.15:
        name = f"{name} {chance.integers(1, 12)}.{chance.integers(0, 9)}"
    if dice[5] < 0.08:
        name = f"{name} {chance.choice(['test', 'acceptatie', '(productie)'])}"
    shown = "" if dice[6] < 0.35 else vendor
    return name, f"{shown} B.V." if shown and dice[7] < 0.1 else shown


if __name__ == "__main__":
    main()
