"""The bill of materials (SBOM, CycloneDX) of a release: the lock, and the libraries in its wheels.

The list of locked packages with their hashes is made by ``cyclonedx-py``, which runs in a Python of
its own and is no dependency of the program; the libraries inside the wheels (``tools/shipped.py``)
are added below their packages, and the tool's own check is run over the whole.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.lock import HERE
from tools.shipped import LIBRARIES, installed_version
from zcdesk import __version__

TOOL = "cyclonedx-bom==7.5.0"
_FORMAT = ("--sv", "1.6", "--of", "JSON", "--output-reproducible")
_CHECK = (
    "import sys; from cyclonedx.schema import SchemaVersion;"
    "from cyclonedx.validation.json import JsonStrictValidator;"
    "wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read());"
    "sys.exit(str(wrong) if wrong else 0)"
)


def tool_environment(place: Path) -> Path:
    """Return the Python that has the tool; it is installed there when it is missing.

    Raises:
        subprocess.CalledProcessError: It cannot be installed.
    """
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(place, with_pip=True)
    has = subprocess.run([python, "-c", "import cyclonedx_py"], check=False, capture_output=True)
    if has.returncode:
        subprocess.run([python, "-m", "pip", "install", "--quiet", TOOL], check=True)
    return python


def write(target: Path, python: Path) -> None:
    """Write the bill of materials of this system's release.

    Args:
        target: The JSON file.
        python: One that has the tool.

    Raises:
        subprocess.CalledProcessError: The tool failed, or found the bill wrong.
    """
    lock = str(HERE / "requirements.txt")
    command = [
        str(python),
        "-m",
        "cyclonedx_py",
        "requirements",
        *_FORMAT,
        "--mc-type",
        "application",
    ]
    made = subprocess.run(
        [*command, "--pyproject", str(HERE / "pyproject.toml"), lock],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    bill = json.loads(made.stdout)
    bill["metadata"]["component"]["version"] = __version__
    bill["components"] = [
        with_libraries(component) for component in bill["components"] if is_of_here(component)
    ]
    kept = {component["bom-ref"] for component in bill["components"]}
    kept.add(bill["metadata"]["component"]["bom-ref"])
    bill["dependencies"] = [
        {**entry, "dependsOn": [ref for ref in entry.get("dependsOn", ()) if ref in kept]}
        for entry in bill.get("dependencies", ())
        if entry["ref"] in kept
    ]
    text = json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    target.write_text(text, encoding="utf-8", newline="\n")
    subprocess.run([python, "-c", _CHECK, str(target)], check=True)


def is_of_here(component: dict[str, str]) -> bool:
    """Tell whether a locked package is the one that is shipped here, not another system's."""
    return installed_version(component["name"]) == component.get("version")


def with_libraries(component: dict[str, object]) -> dict[str, object]:
    """Return a package with the libraries that its wheel holds."""
    inside = [
        {
            "type": "library",
            "name": library.name,
            "bom-ref": f"{component['bom-ref']}#{library.name}",
            "licenses": [{"license": {"name": library.licence}}],
            **({"version": version} if (version := library.version()) else {}),
        }
        for library in LIBRARIES
        if library.package == component["name"]
    ]
    return {**component, "components": inside} if inside else component
