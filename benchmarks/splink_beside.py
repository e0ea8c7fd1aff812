"""Splink on the same distinct forms as our matching, as its documentation does it: what we are measured beside.

In: forms (name, vendor). Out: the product number of every form, and seconds. Four rules find candidates (the whole
squashed name, its first letters, its last letters, its first word), unsupervised training estimates the weights, links
from ``LINK`` on are predicted, and connected components make the products: Splink's own clustering. The threshold is
the best of several on this very landscape, which is kinder to Splink than to us. Needs the extra ``[bench]``.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

from landscape.overlap.forms import Forms

LINK = 0.5
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)
_MOST_PAIRS = 1_000_000


def splink_products(forms: Forms) -> tuple[dict[float, np.ndarray], dict[str, float]]:
    """Product number per form at every threshold, and the seconds and pairs it took."""
    frame = pd.DataFrame(
        {
            "unique_id": np.arange(len(forms.frame)),
            "squashed": forms.frame["name_key"].to_numpy(),
            "first_word": forms.frame["name_display"].str.split().str[0].str.lower().fillna("").to_numpy(),
            "vendor": forms.frame["vendor_name"].replace("", None).to_numpy(),
        }
    )
    begun, cpu = time.perf_counter(), time.process_time()
    linker = _linker(DuckDBAPI().register(frame))
    linker.training.estimate_probability_two_random_records_match([block_on("squashed")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=_MOST_PAIRS, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_word"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("substr(squashed, 1, 6)"))
    predicted = linker.inference.predict(threshold_match_probability=LINK)
    pairs = predicted.as_pandas_dataframe()[["unique_id_l", "unique_id_r", "match_probability"]]
    taken = {"splink_seconds_to_scores": time.perf_counter() - begun, "splink_pairs": float(len(pairs))}
    found = {}
    for threshold in THRESHOLDS:
        begun = time.perf_counter()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        ).as_pandas_dataframe()
        number = pd.factorize(clusters.sort_values("unique_id", kind="stable")["cluster_id"])[0]
        found[threshold] = number.astype(np.int64)
        taken["splink_seconds_clusters"] = time.perf_counter() - begun
    taken["splink_cpu_seconds"] = time.process_time() - cpu
    return found, taken


def _linker(rows: object) -> Linker:
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("squashed", [0.97, 0.93, 0.88, 0.8]),
            cl.ExactMatch("vendor"),
            cl.ExactMatch("first_word"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("squashed"),
            block_on("substr(squashed, 1, 6)"),
            block_on("substr(reverse(squashed), 1, 7)"),
            block_on("first_word", "vendor"),
        ],
    )
    return Linker(rows, settings, log_level="ERROR")
