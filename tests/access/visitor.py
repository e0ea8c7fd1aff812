"""A visitor without a browser: logs in at the provider, talks Streamlit's own websocket, keeps every byte it gets.

Used by the tests of separation and by the load test. What a browser would show is made of these bytes and of the files
they name, so a mark of another gemeente anywhere in them is a leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_MEDIA = re.compile(rb"/media/[0-9a-zA-Z._-]+")


class Visitor:
    """One browser's worth of cookies on the app at ``url``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(follow_redirects=False, timeout=30)
        self.http.get(f"{url}/_stcore/host-config")
        self.http.get(f"{url}/_stcore/health")

    def close(self) -> None:
        self.http.close()

    def log_in(self, cookie_secret: str) -> list[httpx.Response]:
        """Press the login button: follow the redirects over the provider and back; returns every answer."""
        token = jwt.encode(
            {"alg": "HS256"}, {"provider": "default", "exp": 4_000_000_000}, OctKey.import_key(cookie_secret)
        )
        return self.follow(f"{self.url}/auth/login?{urlencode({'provider': token})}")

    def log_out(self) -> list[httpx.Response]:
        return self.follow(f"{self.url}/auth/logout")

    def follow(self, address: str) -> list[httpx.Response]:
        answers = []
        for _ in range(12):
            answer = self.http.get(address)
            answers.append(answer)
            if not answer.is_redirect:
                break
            address = str(answer.url.join(answer.headers["location"]))
            if answer.url.host == httpx.URL(address).host and httpx.URL(address).path in ("", "/"):
                break
        return answers

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.http.cookies.jar}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """An open tab."""
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        socket = self.url.replace("http", "ws", 1)
        with connect(
            f"{socket}/_stcore/stream",
            additional_headers={"Cookie": header},
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit", self.cookies.get("_streamlit_xsrf", "")],  # type: ignore[list-item]
            max_size=None,
            open_timeout=30,
        ) as connection:
            yield Session(self, connection)


class Session:
    """One tab: asks for pages, presses buttons, and remembers what came."""

    def __init__(self, visitor: Visitor, connection: ClientConnection) -> None:
        self._visitor = visitor
        self._connection = connection
        self._id = ""

    def open(self, page: str = "", query: str = "") -> Answer:
        """Run the page at address ``page`` ("" is the first) and wait until it is done."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        return self._run(message)

    def press(self, page: str, widget_id: str) -> Answer:
        """Press the button with this id on a page."""
        message = BackMsg()
        message.rerun_script.page_name = page
        state = message.rerun_script.widget_states.widgets.add()
        state.id = widget_id
        state.trigger_value = True
        return self._run(message)

    def click_download(self, file_id: str) -> httpx.Response:
        """Ask for the file behind a download button, which the server makes now, and fetch it."""
        message = BackMsg()
        message.backend_operation_request.request_id = file_id
        message.backend_operation_request.session_id = self._id
        message.backend_operation_request.deferred_file.file_id = file_id
        self._connection.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            content = self._connection.recv(timeout=120)
            assert isinstance(content, bytes)
            told.ParseFromString(content)
            if told.WhichOneof("type") == "backend_operation_response":
                address = told.backend_operation_response.deferred_file.url
                assert address, told.backend_operation_response.error_msg
                return self._visitor.http.get(f"{self._visitor.url}{address}")

    def _run(self, message: BackMsg) -> Answer:
        self._connection.send(message.SerializeToString())
        raw: list[bytes] = []
        messages: list[ForwardMsg] = []
        while True:
            content = self._connection.recv(timeout=120)
            assert isinstance(content, bytes)
            raw.append(content)
            told = ForwardMsg()
            told.ParseFromString(content)
            messages.append(told)
            self._id = told.new_session.initialize.session_id or self._id
            finished = told.WhichOneof("type") == "script_finished"
            if finished and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return Answer(self._visitor, b"\n".join(raw), messages)


class Answer:
    """What the server sent for one run of a page."""

    def __init__(self, visitor: Visitor, content: bytes, messages: list[ForwardMsg]) -> None:
        self._visitor = visitor
        self.content = content
        self.messages = messages

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", errors="replace")

    def media(self) -> list[str]:
        """The addresses of files the page offers: pictures and downloads."""
        return sorted({found.decode() for found in _MEDIA.findall(self.content)})

    def files(self) -> list[bytes]:
        """Those files, fetched with the visitor's cookies."""
        return [self._visitor.http.get(f"{self._visitor.url}{address}").content for address in self.media()]

    def buttons(self) -> dict[str, str]:
        """Widget id by label of every button on the page."""
        return {one.label: one.id for one in self._elements("button")}

    def downloads(self) -> dict[str, str]:
        """By label of every download button what to ask the server for, see :meth:`Session.click_download`."""
        return {one.label: one.deferred_file_id for one in self._elements("download_button") if one.deferred_file_id}

    def _elements(self, kind: str) -> Iterator[Any]:
        for message in self.messages:
            if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                if element.WhichOneof("type") == kind:
                    yield getattr(element, kind)
