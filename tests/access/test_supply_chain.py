"""What a server installs is pinned with hashes, equals what is tested, and names no registry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.access.server_under_test import ROOT

PINS = ROOT / "deploy" / "requirements.txt"


def pinned() -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+) \\$", PINS.read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize(("name", "least"), [("requirements.txt", 40), ("requirements-build.txt", 3)])
def test_every_pin_has_a_hash_and_no_address_is_named(name: str, least: int) -> None:
    text = (PINS.parent / name).read_text(encoding="utf-8")
    hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}$", text, flags=re.MULTILINE)
    assert len(hashes) == len(re.findall(r"^\S+==", text, flags=re.MULTILINE)) > least
    assert not re.search(r"https?:|index-url|find-links", text)


def test_the_container_downloads_nothing_that_is_not_pinned() -> None:
    told = (PINS.parent / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    installs = re.findall(r"pip (?:install|wheel) ([^&\n]*)", told)
    assert installs
    assert all("--require-hashes" in words or "--no-deps" in words for words in installs)
    assert all("--no-build-isolation" in words or "--no-index" in words for words in installs if "--no-deps" in words)


def test_pins_are_the_tested_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {name.lower().replace("_", "-"): version for name, _, version in (line.partition("==") for line in lines)}
    other = {name: (version, tested.get(name.replace("_", "-"))) for name, version in pinned().items()
             if tested.get(name.replace("_", "-")) != version}  # fmt: skip
    assert not other, "run: python deploy/supply_chain.py pin > deploy/requirements.txt"


def test_the_bill_of_materials_names_every_pin_with_its_hash() -> None:
    command = [sys.executable, str(ROOT / "deploy" / "supply_chain.py"), "sbom"]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert said["bomFormat"] == "CycloneDX"
    assert {part["name"]: part["version"] for part in said["components"]} == pinned()
    assert all(part["hashes"] and part["purl"].startswith("pkg:pypi/") for part in said["components"])


def audited(told: str) -> tuple[list[str], list[str]]:
    """Packages with a known vulnerability, and packages about which the data said nothing, out of pip-audit's JSON."""
    parts = json.loads(told)["dependencies"]
    wrong = [f"{one['name']}: {', '.join(found['id'] for found in one['vulns'])}" for one in parts if one.get("vulns")]
    return wrong, [one["name"] for one in parts if "skip_reason" in one]


def test_an_audit_that_could_not_look_anything_up_is_no_clean_audit() -> None:
    told = {"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"},
                             {"name": "c", "version": "1", "vulns": [{"id": "CVE-1"}]}]}  # fmt: skip
    assert audited(json.dumps(told)) == (["c: CVE-1"], ["b"])


def test_no_known_vulnerability_in_the_pins() -> None:
    if find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed; the extra test holds it")
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--no-deps", "--disable-pip"]
    done = subprocess.run([*command, "--format", "json"], check=False, capture_output=True, text=True, timeout=120)
    if not done.stdout.startswith("{"):
        pytest.skip(f"the vulnerability data cannot be reached from here: {done.stderr[-200:]}")
    wrong, unknown = audited(done.stdout)
    assert not wrong
    if unknown:
        pytest.skip(f"the vulnerability data says nothing about {len(unknown)} of {len(pinned())} packages")
