"""The deployment files as far as a machine without containers can tell: the backup script runs, the rest is consistent.

The image was built and the unit was started by hand; docs/beheer.md says when, how and what came of it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from landscape.cli_access import REFUSED
from landscape.partnership import open_partnership
from tests.access.server_under_test import NAME, ROOT, make_partnership

CONTAINER = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
SCRIPT = ROOT / "deploy" / "reservekopie.sh"


def instructions() -> list[tuple[str, str]]:
    """Every instruction of the Containerfile with its arguments, continued lines joined and comments left out."""
    lines = [line for line in CONTAINER.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line.strip()]


def run_script(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    if os.name == "nt" or shutil.which("sha256sum") is None:
        pytest.skip("the script is for a Linux server")
    environment = {**os.environ, "LANDSCHAP_PYTHON": sys.executable}
    command = ["sh", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_backup_script_leaves_a_copy_that_opens_its_checksum_and_the_log(tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "kopie"
    data.mkdir()
    target.mkdir()
    path = make_partnership(data)
    (data / "logboek-2026-11.jsonl").write_text("{}\n", encoding="utf-8")
    with open_partnership(path) as partnership:
        before = partnership.applications()
    done = run_script(data, NAME, target)
    assert done.returncode == 0, done.stderr
    (copy,) = target.glob("*.duckdb")
    assert "op proef teruggezet" in done.stdout
    checksum = copy.with_name(f"{copy.name}.sha256").read_text(encoding="utf-8").split()[0]
    assert checksum == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert (target / "logboek-2026-11.jsonl").exists()
    assert copy.stat().st_mode & 0o077 == 0, "a backup is for its owner only"
    with open_partnership(copy) as restored:
        assert restored.applications().equals(before)


def test_the_backup_script_fails_loudly_without_a_partnership(tmp_path: Path) -> None:
    done = run_script(tmp_path, "Weg", tmp_path)
    assert done.returncode != 0
    assert not list(tmp_path.glob("*.duckdb*"))


def test_everything_the_container_copies_exists() -> None:
    copied = [shlex.split(said)[:-1] for name, said in instructions() if name == "COPY" and "--from" not in said]
    paths = [path for parts in copied for path in parts]
    assert len(paths) > 5
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_the_container_runs_as_nobody_in_particular_and_holds_no_secret() -> None:
    last_stage = instructions()[[name for name, _ in instructions()].index("FROM", 1) :]
    users = [said for name, said in last_stage if name == "USER"]
    assert users[-1] not in ("0", "root")
    assert not [said for _, said in instructions() if re.search(r"(SECRET|PASSWORD|TOKEN)\s*=", said)]
    assert "--require-hashes" in CONTAINER
    assert {name for name, _ in instructions()} <= {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE",
                                                    "HEALTHCHECK", "ENTRYPOINT"}  # fmt: skip


def test_the_container_starts_the_command_that_exists_in_the_mode_with_a_login() -> None:
    (entry,) = [said for name, said in instructions() if name == "ENTRYPOINT"]
    words = re.findall(r'"([^"]+)"', entry)
    assert words[:4] == ["/app/venv/bin/python", "-m", "landscape", "serve"]
    told = subprocess.run(
        [sys.executable, *words[1:4], "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert all(word in told for word in words if word.startswith("--"))
    assert words[words.index("--mode") + 1] == "partnership"


def test_who_stops_the_command_stops_the_app_with_it(tmp_path: Path) -> None:
    """As the first process of a container, and by hand: without this the app stays, or is killed after a wait."""
    if os.name == "nt":
        pytest.skip("a signal of Unix")
    mark = tmp_path / "child"
    app = f"import os, time, pathlib; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(60)"
    start = f"import sys; from pathlib import Path; from landscape.cli_access import run; \
sys.exit(run([sys.executable, '-c', {app!r}], Path('.'), dict()))"
    server = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT)
    try:
        end = time.monotonic() + 60
        while not (mark.exists() and mark.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
        server.terminate()
        assert server.wait(timeout=20) == 0
        with pytest.raises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)
    finally:
        server.kill()


def test_the_systemd_unit_is_understood() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    unit = ROOT / "deploy" / "landschap.service"
    told = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    wrong = [
        line for line in told.stderr.splitlines() if re.search(r"Unknown (key|section|lvalue)|Failed to parse", line)
    ]
    assert not wrong


def test_the_systemd_unit_leaves_little_open_and_does_not_retry_a_wrong_setting() -> None:
    unit = ROOT / "deploy" / "landschap.service"
    assert f"RestartPreventExitStatus={REFUSED}" in unit.read_text(encoding="utf-8")
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if "Unknown" in told.stderr or "unrecognized option" in told.stderr:
        pytest.skip("this systemd cannot judge a unit without starting it")
    assert told.returncode == 0, told.stdout
