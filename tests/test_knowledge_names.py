"""The tables behind names, kinds and components hold together: unique, dated, sourced, and pointing at what exists."""

import csv
from pathlib import Path

import pytest

from landscape import knowledge, records
from landscape.classify.kinds import FACILITY_COLUMNS
from landscape.overlap.component_given import ALIAS_COLUMNS
from landscape.overlap.component_words import COMPONENT_COLUMNS, components
from landscape.portfolio.name_text import WORD_COLUMNS, squash
from landscape.portfolio.packages import PACKAGE_COLUMNS, packages, split_list
from landscape.portfolio.vendors import VENDOR_COLUMNS

_REFERENCE = Path(__file__).parents[1] / "../shared/reference"
_RELATIONS = {"canonical", "spelling", "rename", "takeover", "own_build"}

_TABLES = {
    "packages.csv": (PACKAGE_COLUMNS, "package"),
    "vendors.csv": (VENDOR_COLUMNS, "alias"),
    "name_words.csv": (WORD_COLUMNS, "id"),
    "components.csv": (COMPONENT_COLUMNS, "component"),
    "component_aliases.csv": (ALIAS_COLUMNS, "alias"),
    "national_facilities.csv": (FACILITY_COLUMNS, "facility"),
}


@pytest.mark.parametrize("name", sorted(_TABLES))
def test_every_row_has_a_source_and_a_key_of_its_own(name: str) -> None:
    columns, key = _TABLES[name]
    table = knowledge.table(name, columns)
    assert table["source"].ne("").all()
    assert table[key].ne("").all()
    assert table.loc[table[key].duplicated(), key].tolist() == []


def test_every_alias_of_a_vendor_and_a_package_says_since_when_we_know_it() -> None:
    for name in ("packages.csv", "vendors.csv"):
        assert knowledge.table(name, _TABLES[name][0])["recorded"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()


def test_no_name_leads_to_two_packages() -> None:
    owners: dict[str, set[str]] = {}
    for row in packages().to_dict("records"):
        for name in (row["package"], *split_list(row["aliases"])):
            owners.setdefault(squash(name), set()).add(row["package"])
    assert {name: sorted(found) for name, found in owners.items() if len(found) > 1} == {}


def test_an_ordinary_word_marked_in_the_table_is_a_name_of_that_package() -> None:
    for row in packages().to_dict("records"):
        names = {squash(name) for name in (row["package"], *split_list(row["aliases"]))}
        assert {squash(name) for name in split_list(row["needs_vendor"])} <= names, row["package"]


def test_renames_successors_components_and_kinds_point_at_what_exists() -> None:
    table = packages()
    names, known = set(table["package"]), set(components()["component"])
    assert set(table["successor_of"]) - {""} <= names
    assert set(table["kind"]) <= set(records.APPLICATION_KINDS)
    for row in table.to_dict("records"):
        assert set(split_list(row["components"])) <= known, row["package"]
        old_name = row["renamed_from"]
        assert not old_name or squash(old_name) in {squash(name) for name in split_list(row["aliases"])}, row["package"]
        assert old_name not in names, f"{row['package']}: a rename keeps the product, so the old name is an alias"


def test_vendor_aliases_are_dated_relations_to_a_vendor_that_stands_in_the_table() -> None:
    table = knowledge.table("vendors.csv", VENDOR_COLUMNS)
    canonical = set(table.loc[table["relation"] == "canonical", "vendor"])
    assert set(table["vendor"]) <= canonical
    assert set(table["relation"]) <= _RELATIONS
    assert set(table["in_name"]) <= {"yes", "no"}
    assert table["since"].str.fullmatch(r"(\d{4})?").all()
    assert set(packages()["vendor"]) - {""} <= canonical


def test_vendor_aliases_differ_after_squashing() -> None:
    table = knowledge.table("vendors.csv", VENDOR_COLUMNS)
    forms = table["alias"].map(squash)
    assert table.loc[forms.duplicated(), "alias"].tolist() == []


def test_national_facilities_share_no_name() -> None:
    table = knowledge.table("national_facilities.csv", FACILITY_COLUMNS)
    pairs = zip(table["facility"], table["aliases"], strict=True)
    forms = [squash(name) for facility, aliases in pairs for name in (facility, *split_list(aliases))]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_every_component_has_keywords_and_flags() -> None:
    table = components()
    for row in table.to_dict("records"):
        words = [*split_list(row["keywords"]), *split_list(row["strong_keywords"]), *split_list(row["weak_keywords"])]
        assert len(words) >= 4 or row["component"] == "Verzamelcomponent", row["component"]
        assert {row["broad"], row["technical"]} <= {"yes", "no"}
        assert (row["broad"] == "yes") == (row["why_broad"] != ""), row["component"]
    assert set(table["status"]) == {"in_use", "in_development", "end_of_support"}


def test_component_aliases_point_at_components_of_today_or_nowhere() -> None:
    table = knowledge.table("component_aliases.csv", ALIAS_COLUMNS)
    assert set(table["component"]) - {""} <= set(components()["component"])
    assert set(table["relation"]) == {"old_name", "abbreviation", "old_object_id", "common_name"}


def test_the_texts_of_names_exist_in_both_languages_with_the_same_gaps() -> None:
    for section in ("application_kind", "component_reason"):
        dutch, english = knowledge.texts("nl")[section], knowledge.texts("en")[section]
        assert set(dutch) == set(english)
        for key in dutch:
            assert knowledge.placeholders(dutch[key]) == knowledge.placeholders(english[key]), key


def _reference(name: str) -> list[dict[str, str]]:
    if not (_REFERENCE / name).exists():
        pytest.skip(f"the reference table {name} is not beside the project")
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_current_reference_components_are_there_with_their_id() -> None:
    ours = dict(zip(components()["component"], components()["gemma_object_id"], strict=True))
    theirs = {row["naam"]: row["gemma_object_id"] for row in _reference("gemma_referentiecomponenten.csv")}
    assert ours == theirs


def test_all_packages_of_the_reference_are_there_and_many_more() -> None:
    ours = {
        squash(name) for row in packages().to_dict("records") for name in (row["package"], *split_list(row["aliases"]))
    }
    missing = [row["package"] for row in _reference("nl_packages.csv") if squash(row["package"]) not in ours]
    assert missing == []
    assert (~packages()["source"].str.startswith("nl_packages")).sum() >= 150


def test_most_packages_rest_on_a_source_and_every_one_says_on_which() -> None:
    """The number of rows nobody looked up may only go down."""
    sources = packages()["source"]
    assert (sources != "").all()
    assert sources.eq("general knowledge, not verified").sum() <= 53
