"""On a server: the files a page offers need a login too.

Streamlit gives a file under ``/media/`` to whoever knows its address. Behind :class:`FilesNeedALogin` (``server.py``)
that address does not exist for somebody whose cookie is no login that counts at this moment (logged out, too old,
without a role). A newcomer would leave this to the page: a file is not asked for through a page.
"""

from __future__ import annotations

import json
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from landscape.access import persons
from landscape.access.viewer import Viewer
from landscape.findings import PortfolioError
from landscape.ui import viewing

_FILES = "/media/"


class FilesNeedALogin:
    """Stands before the app; everything but files goes through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _FILES in scope["path"] and not is_let_in(Request(scope).cookies):
            await Response(status_code=404)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_let_in(cookies: dict[str, str]) -> bool:
    """Do these cookies hold a login that counts now?"""
    signed = _get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME)
    if signed is None:
        return False
    now = time.time()
    try:
        claims = json.loads(signed)
        found = persons.viewer_of(claims, viewing.settings(), now, viewing.ended().keys(now))
    except (ValueError, PortfolioError):
        return False
    return bool(claims.get("is_logged_in")) and isinstance(found, Viewer)
