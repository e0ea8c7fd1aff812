"""The pages by name, so that one page can open another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from landscape.ui.labels import label

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_FOLDER = Path(__file__).parent / "pages"
DOORS: Mapping[str, tuple[str, ...]] = {
    "read": ("inlezen", "samenwerking", "wijzigingen"),
    "landscape": ("landschap", "applicaties", "gereedheid", "veroudering", "leveranciers", "wie_heeft"),
    "overlap": ("overlap", "reviewlijst", "kandidaten"),
    "decide": ("bestuur", "besluiten", "scenarios", "roadmap", "vergelijk"),
    "account": ("regels", "modelkaart", "definities", "woordenlijst", "logboek"),
}
"""The doors of the house and the pages behind each, in the order of the sidebar; the first page of all opens first."""

_ICONS = {
    "logboek": ":material/history:",
    "leveranciers": ":material/storefront:",
    "wie_heeft": ":material/person_search:",
    "scenarios": ":material/alt_route:",
    "roadmap": ":material/event_upcoming:",
    "vergelijk": ":material/balance:",
    "bestuur": ":material/account_balance:",
    "gereedheid": ":material/cloud_done:",
    "veroudering": ":material/event_busy:",
    "regels": ":material/account_tree:",
    "modelkaart": ":material/analytics:",
    "inlezen": ":material/upload_file:",
    "samenwerking": ":material/folder_shared:",
    "wijzigingen": ":material/difference:",
    "besluiten": ":material/gavel:",
    "landschap": ":material/grid_view:",
    "applicaties": ":material/apps:",
    "overlap": ":material/join_inner:",
    "reviewlijst": ":material/compare_arrows:",
    "definities": ":material/rule:",
    "woordenlijst": ":material/translate:",
    "kandidaten": ":material/format_list_numbered:",
}

_FIRST = "begin"
"""The page that opens first lives at ``/``; this name only keeps ``/inlezen`` free for :func:`by_its_name`."""


def by_its_name() -> StreamlitPage:
    """Who types ``/inlezen`` comes to the page at ``/``; Streamlit itself would say that it does not exist."""
    return st.Page(
        lambda: st.switch_page(page("inlezen")), title=label("page.inlezen"), url_path="inlezen", visibility="hidden"
    )


def page(name: str) -> StreamlitPage:
    """The page ``name`` with its title in the session's language; its address stays Dutch, so links keep working."""
    return st.Page(
        _FOLDER / f"{name}.py",
        title=label(f"page.{name}"),
        icon=_ICONS[name],
        url_path=_FIRST if name == "inlezen" else name,
        default=name == "inlezen",
        help=label(f"page_help.{name}"),
    )
