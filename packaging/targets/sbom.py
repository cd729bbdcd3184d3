"""The bill of materials of an artefact, as CycloneDX 1.6 in JSON."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from targets import ROOT, Artefact, version


def write_sbom(artefact: Artefact) -> Path:
    """Write what the artefact contains to NAME.cdx.json beside it; the same bytes every time."""
    checksum = hashlib.sha256(artefact.path.read_bytes()).hexdigest()
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": artefact.path.name,
                "name": "gazefix",
                "version": version(),
                "licenses": [{"expression": artefact.licenses}],
                "hashes": [{"alg": "SHA-256", "content": checksum}],
            }
        },
        "components": list(_components(artefact.metadata)) if artefact.metadata else [],
    }
    path = artefact.path.with_name(f"{artefact.path.name}.cdx.json")
    path.write_text(json.dumps(bom, indent=1) + "\n", encoding="utf-8")
    return path


def _components(metadata: Path) -> Iterator[dict[str, Any]]:
    sys.path.append(str(ROOT))
    from gazefix.desktop.about import license_of

    found = {item.metadata["Name"]: item for item in distributions(path=[str(metadata)])}
    for name, item in sorted(found.items()):
        if name != "gazefix":
            purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{item.version}"
            yield {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": item.version,
                "licenses": [{"license": {"name": license_of(item)}}],
                "purl": purl,
            }
