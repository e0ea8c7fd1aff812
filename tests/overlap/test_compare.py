"""The probability, its explanation, and what must hold for real names."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from landscape import knowledge
from landscape.overlap.compare import shipped_prior, zone
from landscape.overlap.features import FEATURES
from landscape.overlap.fit import SIGN, fit
from landscape.overlap.products import find_products
from landscape.portfolio.names import add_names

ROOT = Path(__file__).parents[2]


def products_of(*rows: tuple[str, str]) -> list[str]:
    """The product name per (name, vendor), each at its own organisation, through the real name table."""
    frame = pd.DataFrame(rows, columns=["name", "vendor"], dtype="str")
    frame["version"] = ""
    frame["organisation"] = [f"gemeente {number}" for number in range(len(frame))]
    frame["application_id"] = [f"a{number}" for number in range(len(frame))]
    named = add_names(frame).assign(application_kind="business")
    return find_products(named).applications["product_id"].tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Key2BAG", "Centric"), ("Centric Objectregistratie", "")),
        (("Agresso", "Unit4"), ("Unit4 Business World", "")),
        (("OBI4wan", ""), ("Spotler Engage", "Spotler")),
        (("Zaaksysteem.nl", "Mintlab"), ("xxllnc Zaken", "xxllnc")),
        (("Key2Burgerzaken 4.1", "Centric"), ("key2 burgerzaken (test)", "Centric IT Solutions")),
        (("SquitXO", "Roxit"), ("Squit XO 2.14", "Visma Roxit")),
    ],
)
def test_one_product_under_two_names(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len(set(products_of(one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Squit XO", "Roxit"), ("Rx.Mission", "Roxit")),
        (("Verseon", "Circle"), ("Djuma", "Circle")),
        (("QlikView", "Qlik"), ("Qlik Sense", "Qlik")),
        (("Key2Burgerzaken", "Centric"), ("Key2Financiën", "Centric")),
        (("iBurgerzaken", "PinkRoccade"), ("iBurgerzaken e-diensten", "PinkRoccade")),
        (("Gouw5", "Gouw"), ("Gouw7", "Gouw")),
        (("Neuron ESB", ""), ("Neuron BAG", "Vicrea")),
    ],
)
def test_a_successor_a_module_and_a_rival_are_other_products(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len(set(products_of(one, other))) == 2


def test_the_probability_is_the_sum_of_the_contributions() -> None:
    prior = shipped_prior()
    features = np.random.default_rng(1).random((50, len(FEATURES)))
    odds = prior.base + prior.contributions(features).sum(axis=1)
    assert np.allclose(prior.probability(features), 1 / (1 + np.exp(-odds)))


def test_every_shipped_weight_speaks_the_way_it_is_explained() -> None:
    weights = dict(zip(FEATURES, shipped_prior().weight, strict=True))
    assert all(weights[name] * sign >= 0 for name, sign in SIGN.items())


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_every_feature_has_a_sentence_for_and_against(language: str) -> None:
    texts = knowledge.texts(language)
    assert set(texts["matching_for"]) == set(texts["matching_against"]) == set(FEATURES)


def test_both_languages_fill_the_same_places() -> None:
    dutch, english = knowledge.texts("nl"), knowledge.texts("en")
    for section in ("matching", "matching_for", "matching_against", "products", "overlaps"):
        assert {k: knowledge.placeholders(v) for k, v in dutch[section].items()} == {
            k: knowledge.placeholders(v) for k, v in english[section].items()
        }


def test_zones_follow_the_settings_file() -> None:
    assert zone(np.array([0.99, 0.5, 0.01])).tolist() == ["same", "review", "different"]


def test_fitting_keeps_signs_and_learns_the_order() -> None:
    chance = np.random.default_rng(2)
    features = chance.random((600, len(FEATURES)))
    same = features[:, list(FEATURES).index("spelling")] > 0.5
    prior = fit(features, same)
    probability = prior.probability(features)
    assert probability[same].mean() > probability[~same].mean() + 0.4
    assert all(weight * SIGN[name] >= 0 for name, weight in zip(FEATURES, prior.weight, strict=True))


def test_the_dutch_pairs_keep_the_precision_target_with_products_held_out() -> None:
    report = json.loads((ROOT / "benchmarks/results/matching_nl.json").read_text(encoding="utf-8"))["score alone"]
    target = knowledge.settings("matching.toml", ("zones", "candidates", "clusters", "shown", "overlaps", "words"))[
        "zones"
    ]
    assert report["accept_precision"] >= target["precision_target"]
    assert report["pairs"] >= 400
