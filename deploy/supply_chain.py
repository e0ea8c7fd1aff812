"""Pins and bill of materials of a deployment, with nothing but pip and the standard library.

python deploy/supply_chain.py pin > deploy/requirements.txt      versions and hashes, no addresses
python deploy/supply_chain.py pin-build > deploy/requirements-build.txt      the same of what builds our own package
python deploy/supply_chain.py sbom > sbom.cdx.json               CycloneDX 1.5 of those pins
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
_LINE = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def pin() -> str:
    """Every package of the app with the extra ``server``, as pip would install it here with the tested versions."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return _pinned("pin", [*project["dependencies"], *project["optional-dependencies"]["server"]])


def pin_build() -> str:
    """What turns our source into a package, so that this step downloads nothing unknown either."""
    house = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    return _pinned("pin-build", house["build-system"]["requires"])


def _pinned(job: str, wanted: list[str]) -> str:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet",
               "--only-binary=:all:", "--constraint",
               str(HOUSE / "constraints.txt"), "--report", "-", *wanted]  # fmt: skip
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    lines = [
        f"# Made by: python deploy/supply_chain.py {job}. For Python 3.11 on Linux x86-64; use with --require-hashes."
    ]
    rows = sorted((one["metadata"]["name"].lower(), one) for one in told["install"])
    for name, one in rows:
        version = one["metadata"]["version"]
        lines.append(
            f"{name}=={version} \\\n    --hash=sha256:{one['download_info']['archive_info']['hashes']['sha256']}"
        )
    return "\n".join(lines) + "\n"


def pinned() -> list[tuple[str, str, list[str]]]:
    """Name, version and hashes of every line in ``requirements.txt``."""
    found: list[tuple[str, str, list[str]]] = []
    for line in (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if match := _LINE.match(line):
            found.append((match[1], match[2], []))
        elif match := _HASH.search(line):
            found[-1][2].append(match[1])
    return found


def sbom() -> str:
    """The bill of materials: the same bytes for the same pins."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [
        {"type": "library", "bom-ref": f"pkg:pypi/{name}@{version}", "name": name, "version": version,
         "purl": f"pkg:pypi/{name}@{version}", "hashes": [{"alg": "SHA-256", "content": one} for one in hashes]}
        for name, version, hashes in pinned()
    ]  # fmt: skip
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    serial = f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
    own = {"type": "application", "bom-ref": "landscape", "name": project["name"], "version": project["version"],
           "licenses": [{"license": {"id": project["license"]}}]}  # fmt: skip
    return json.dumps(
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1,
         "metadata": {"component": own}, "components": parts}, indent=1
    ) + "\n"  # fmt: skip


if __name__ == "__main__":
    jobs = {"pin": pin, "pin-build": pin_build, "sbom": sbom}
    if len(sys.argv) != 2 or sys.argv[1] not in jobs:
        sys.exit("Gebruik: supply_chain.py pin | pin-build | sbom")
    sys.stdout.write(jobs[sys.argv[1]]())
