"""The app of a partnership, as ``landscape serve --mode partnership`` starts it: a gate before files."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from landscape.ui.served import FilesNeedALogin

app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(FilesNeedALogin)])
