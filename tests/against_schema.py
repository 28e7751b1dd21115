"""What a schema of ``docs/schemas`` says against some data: as much of JSON Schema as they use."""

import json
from collections.abc import Iterator
from typing import Any

from tools.schemas import FOLDER

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "null": (type(None),), "array": (list,), "object": (dict,),
}  # fmt: skip

_CODES = json.loads((FOLDER / "codes.json").read_bytes())
"""The lists to which all the other schemas refer."""


def against_schema(name: str, data: object) -> list[str]:
    """Return what in ``data`` is not as the schema ``name`` says, by its place; [] for nothing."""
    root = json.loads((FOLDER / f"{name}.json").read_bytes())
    return list(_faults(data, root, root, "$"))


def _faults(data: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if "$ref" in schema:
        file, _, name = schema["$ref"].rpartition("#/$defs/")
        held = _CODES if file else root
        schema = held["$defs"][name] | {
            key: value for key, value in schema.items() if key != "$ref"
        }
    if "anyOf" in schema:
        tried = [list(_faults(data, one, root, at)) for one in schema["anyOf"]]
        yield from min(tried, key=len)
    kind = _TYPES.get(schema.get("type", ""))
    if kind is not None and (
        not isinstance(data, kind) or (isinstance(data, bool) and bool not in kind)
    ):
        yield f"{at}: {data!r} is no {schema['type']}"
        return
    if "enum" in schema and data not in schema["enum"]:
        yield f"{at}: {data!r} is not among {len(schema['enum'])} words"
    if "const" in schema and data != schema["const"]:
        yield f"{at}: {data!r}"
    if isinstance(data, dict):
        known = schema.get("properties", {})
        yield from (f"{at}: no {key}" for key in schema.get("required", []) if key not in data)
        for key, value in data.items():
            further = schema.get("additionalProperties", {})
            if key not in known and further is False:
                yield f"{at}: {key} is unknown"
                continue
            below = known.get(key, further)
            yield from _faults(value, below if isinstance(below, dict) else {}, root, f"{at}.{key}")
    if isinstance(data, list):
        for place, value in enumerate(data):
            yield from _faults(value, schema.get("items", {}), root, f"{at}[{place}]")
