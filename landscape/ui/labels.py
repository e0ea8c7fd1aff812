"""Words of the screens: the labels of pages, columns, buttons and codes, in Dutch and English.

Sentences about data come from ``knowledge``; what stands here belongs to the screens only. The files
``labels_nl*.toml`` and ``labels_en*.toml`` hold the same keys (a test says so); a section may stand in one file only.
A newcomer would look for the language in an argument: it is the session's, chosen in the sidebar, so that a page never
passes it on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import streamlit as st

LANGUAGES = ("nl", "en")
LANGUAGE_KEY = "taal"


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """All labels in ``language``: section to key to text."""
    merged: dict[str, Mapping[str, str]] = {}
    for file in sorted(files("landscape.ui").iterdir(), key=lambda entry: entry.name):
        if not _is_of(language, file.name):
            continue
        sections = tomllib.loads(file.read_text(encoding="utf-8"))
        if twice := merged.keys() & sections.keys():
            raise ValueError(f"{file.name}: section {', '.join(sorted(twice))} stands in another file too")
        merged |= sections
    return merged


def _is_of(language: str, file_name: str) -> bool:
    return file_name.startswith((f"labels_{language}.", f"labels_{language}_")) and file_name.endswith(".toml")


def language() -> str:
    """The language of this session; Dutch until somebody switches."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def label(key: str, **values: object) -> str:
    """The label ``section.name`` filled with ``values``; for a ``count`` of one ``name_one``, where there is one.

    An unknown key is a mistake of ours and raises KeyError.
    """
    section, name = key.split(".", 1)
    entries = catalogue(language())[section]
    single = entries.get(f"{name}_one") if values.get("count") in (1, "1") else None
    return (single or entries[name]).format(**values)


def codes(section: str) -> Mapping[str, str]:
    """What each code of ``section`` is called on the screen."""
    return catalogue(language())[section]
