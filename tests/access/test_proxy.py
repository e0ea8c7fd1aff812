"""The reverse proxy of ``deploy/nginx.conf`` for real: headers, addresses, limits, and the app under its CSP."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.access.provider import Provider
from tests.access.server_under_test import (
    ROOT,
    configuration,
    free_port,
    make_partnership,
    serving,
)

BLOCKED = (
    "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/message", "/_stcore/agent",
    "/_stcore/bidi-components/x/y.js", "/component/x/index.html", "/app/static/secrets.toml", "/.streamlit/config.toml",
    "/.git/config", "/auth/anders", "/_stcore/../_stcore/metrics", "/_stcore//metrics", "/%5fstcore/metrics",
)  # fmt: skip
PATIENCE = 240_000  # milliseconds: an analysis on a busy machine
CHARTS = ("landschap", "leveranciers")
OPEN = ("/", "/_stcore/health", "/_stcore/host-config", "/landschap")


def adapted(folder: Path, port: int, app_port: int) -> Path:
    """The example with this test's ports and certificate, and everything nginx writes in ``folder``."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("127.0.0.1:8501", f"127.0.0.1:{app_port}").replace(
        "listen 443 ssl http2", f"listen {port} ssl http2"
    )
    text = text.replace("listen 80;", f"listen {free_port()};").replace("landschap.example", "localhost")
    text = re.sub(r"/etc/ssl/landschap/", f"{folder}/", text)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    logs = f"access_log {folder}/access.log; error_log {folder}/error.log;"
    whole = f"pid {folder}/nginx.pid;\nevents {{}}\nhttp {{\n{places}{logs}\n{text}\n}}\n"
    path = folder / "nginx.conf"
    path.write_text(whole, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def proxied(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("no nginx (or openssl) on this machine: apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("proxy")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    data = folder / "data"
    data.mkdir()
    make_partnership(data)
    app_port, port = free_port(), free_port()
    address = f"https://localhost:{port}"
    provider.make_client_at(address, "proxy-app")
    people = {"an@aadorp.example": '{ lid = ["Aadorp"] }'}
    text = configuration(data, app_port, provider.metadata, people, prompt='"none"')
    text = text.replace(f"http://localhost:{app_port}", address).replace('"landschap"', '"proxy-app"')
    config = folder / "landschap.toml"
    config.write_text(text, encoding="utf-8")
    with serving(config, app_port, data, provider.secret):
        conf = adapted(folder, port, app_port)
        proxy = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(conf), "-g", "daemon off;"])
        try:
            wait(address)
            yield address
        finally:
            proxy.terminate()
            proxy.wait(timeout=10)


def wait(address: str) -> None:
    for _ in range(100):
        try:
            if httpx.get(f"{address}/_stcore/health", verify=False, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("nginx did not answer")


def test_headers_stand_on_every_answer(proxied: str) -> None:
    for path in (*OPEN, "/_stcore/metrics", "/static/weg.js"):
        headers = httpx.get(f"{proxied}{path}", verify=False).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert not re.search(r"https?:|\*", policy), "no other server may be named"
        assert headers["strict-transport-security"].startswith("max-age=31536000")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert not re.search(r"\d", headers.get("server", "")), "no version"


@pytest.mark.parametrize("path", OPEN)
def test_what_the_app_needs_is_open(proxied: str, path: str) -> None:
    assert httpx.get(f"{proxied}{path}", verify=False).status_code == 200


@pytest.mark.parametrize("path", BLOCKED)
def test_internal_addresses_do_not_exist(proxied: str, path: str) -> None:
    answer = httpx.get(f"{proxied}{path}", verify=False)
    assert answer.status_code in (400, 403, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_pages_take_no_other_method_than_get(proxied: str, method: str) -> None:
    assert httpx.request(method, f"{proxied}/landschap", verify=False).status_code in (403, 405)


def test_a_body_above_the_limit_is_refused(proxied: str) -> None:
    answer = httpx.put(
        f"{proxied}/_stcore/upload_file/a/b", content=b"x" * (27 * 1024 * 1024), verify=False, timeout=30
    )
    assert answer.status_code == 413


def test_cookies_are_secure_and_not_for_scripts(proxied: str) -> None:
    with httpx.Client(verify=False) as client:
        client.get(f"{proxied}/_stcore/host-config")
        answer = client.get(f"{proxied}/auth/login?provider=onzin")
        told = [
            *client.get(f"{proxied}/_stcore/health").headers.get_list("set-cookie"),
            *answer.headers.get_list("set-cookie"),
        ]
    assert told
    assert all("secure" in cookie.lower() for cookie in told)


def test_the_app_works_in_a_browser_under_this_policy(proxied: str, provider: Provider, browser: Any) -> None:
    provider.come_in("an@aadorp.example")
    complaints: list[str] = []
    elsewhere: list[str] = []
    slowed: list[str] = []
    drawn: dict[str, int] = {}
    window = browser.new_context(ignore_https_errors=True)
    page = window.new_page()
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on("response", lambda answer: slowed.append(answer.url) if answer.status == 429 else None)
    page.on("request", lambda asked: elsewhere.append(asked.url) if "localhost" not in asked.url else None)
    page.goto(proxied)
    page.get_by_role("button", name="Inloggen").click(timeout=PATIENCE)
    page.get_by_text("Ingelogd als").wait_for(timeout=PATIENCE)
    for name in ("kandidaten", "overlap", *CHARTS):
        page.goto(f"{proxied}/{name}")
        page.get_by_text("Ingelogd als").wait_for(timeout=PATIENCE)
        page.locator("h1").first.wait_for(timeout=PATIENCE)
        page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=PATIENCE)
        if name in CHARTS:
            drawings = page.locator("[data-testid='stVegaLiteChart'] :is(canvas, svg)")
            drawings.first.wait_for(timeout=PATIENCE)
            drawn[name] = drawings.count()
    cookies = window.cookies()
    window.close()
    assert not complaints
    assert not slowed, "one person's first pages stay below the limits"
    assert min(drawn.values()) > 0
    assert not [url for url in elsewhere if not url.startswith(("data:", "blob:"))]
    session = next(cookie for cookie in cookies if cookie["name"] == "_streamlit_user")
    assert session["secure"]
    assert session["httpOnly"]
    assert session["sameSite"] == "Lax"


def test_too_many_logins_in_a_minute_are_slowed_down(proxied: str) -> None:
    with httpx.Client(verify=False) as client:
        codes = [client.get(f"{proxied}/auth/login?provider=onzin").status_code for _ in range(40)]
    assert 429 in codes
    assert httpx.get(f"{proxied}/_stcore/health", verify=False).status_code == 200
