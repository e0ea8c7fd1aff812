"""The real app with a small analysis already in the session, for tests that look at pages in a browser.

``LANDSCHAP_TEST_NAME`` is the text from the upload that stands in every free-text column.
"""

import os
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from landscape.ui.uploads import Source  # noqa: E402 - Streamlit puts only this folder on the path
from tests.ui.small_region import small_analysis  # noqa: E402

name = os.environ.get("LANDSCHAP_TEST_NAME", "Zaaksysteem")
list_of_b = b"Applicatie;Leverancier;Hosting\r\nZaaksysteem;Mintlab;SaaS\r\nTopdesk;TOPdesk;eigen server\r\n"
sources = (Source("beekstad.csv", list_of_b),)
st.session_state.setdefault("analysis", small_analysis(name, name.replace("/", "_"), sources))
exec(compile((ROOT / "app.py").read_text(encoding="utf-8"), str(ROOT / "app.py"), "exec"))
