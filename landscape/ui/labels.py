"""Words of the screens: the labels of pages, columns, buttons and codes, in Dutch and English.

Sentences about data come from ``knowledge``; what stands here belongs to the screens only. ``labels_nl.toml`` and
``labels_en.toml`` hold the same keys (a test says so). A newcomer would look for the language in an argument: it is the
session's, chosen in the sidebar, so that a page never passes it on.
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
    text = files("landscape.ui").joinpath(f"labels_{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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
