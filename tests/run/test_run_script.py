"""``run.py`` before anything is installed: it says what is missing and knows what it needs."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_script", HOUSE / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_the_standard_library_is_imported() -> None:
    isolated = [sys.executable, "-I", "-S", "run.py", "--help"]  # -S: no site-packages at all
    result = subprocess.run(isolated, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "--no-app" in result.stdout


def test_an_old_python_is_refused_in_one_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script.sys, "version_info", (3, 9))
    assert script.main() == script.CANNOT_GO_ON
    assert "3.11" in capsys.readouterr().err


def test_failing_installation_says_what_is_missing(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(script, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(script.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit):
        script.prepare(extra="")
    assert "pakketbron" in capsys.readouterr().err
    assert not list(tmp_path.iterdir()), "no stamp: the next run tries again"


def test_installed_environment_is_not_installed_again(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(script, "PYTHON", Path(sys.executable))
    (tmp_path / "installed.stamp").write_text(script.fingerprint(), encoding="utf-8")
    monkeypatch.setattr(script.subprocess, "run", lambda *_, **__: pytest.fail("installed again"))
    script.prepare(extra="")


@pytest.mark.parametrize(("root", "asked"), [(0, True), (1000, False)])
def test_what_the_tests_need_is_installed_only_by_root(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, root: int, asked: bool
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(script.shutil, "which", lambda name: "apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(script.os, "geteuid", lambda: root, raising=False)
    monkeypatch.setattr(script.subprocess, "run", lambda command, **_: commands.append(command))
    assert not script.find_or_install(script.PROXY, ("nginx-light", "openssl"), "de proef"), "still absent"
    assert any("nginx-light" in command for command in commands) is asked


def test_answers_of_the_sample_are_not_read_as_an_inventory(script: ModuleType) -> None:
    names = [Path(file).name for file in script.sample_files()]
    assert len(names) == 6
    assert "expected.csv" not in names


@pytest.mark.parametrize("own", [True, False])
def test_the_app_opens_with_what_was_analysed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: bool
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(script, "prepare", lambda **_: None)
    monkeypatch.setattr(
        script.subprocess, "run", lambda command, **_: commands.append(command) or subprocess.CompletedProcess([], 0)
    )
    day = ["--reference-date", "2026-07-01"]
    lists = [str(tmp_path / "a.xlsx"), str(tmp_path / "b.csv")] if own else []
    monkeypatch.setattr(script.sys, "argv", ["run.py", *lists, *day])
    assert script.main() == 0
    analysed, served = commands
    expected = lists or script.sample_files()
    assert analysed[3 : 4 + len(expected)] == ["analyse", *expected]
    assert served[3 : 4 + len(expected)] == ["serve", *expected]
    assert analysed[-2:] == served[-2:] == day


def test_a_port_in_use_is_passed_over(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(script, "FIRST_PORT", taken.getsockname()[1])
        assert script.free_port() != taken.getsockname()[1]


def test_constraints_hold_no_address() -> None:
    lines = (HOUSE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    assert sum("==" in line for line in lines) > 50
