"""What was asked against the official description of the Bot API, where it is at hand: read, never kept here."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from bot.demo.simulator.journal import Journal

DESCRIPTION = Path(__file__).parents[3] / "shared" / "telegram-bot-api.json"


@cache
def official_methods() -> dict[str, dict[str, Any]] | None:
    """Method → parameter → its description; `None` where the file is not at hand."""
    if not DESCRIPTION.is_file():
        return None
    methods = json.loads(DESCRIPTION.read_text("utf-8"))["methods"]
    return {name: {field["name"]: field for field in method.get("fields", [])} for name, method in methods.items()}


def complaints(journal: Journal) -> list[str]:
    """What the recorded requests had that the official description does not know, lacked, or had in a wrong type."""
    methods = official_methods()
    if methods is None:
        return []
    found: list[str] = []
    for call in journal.calls:
        fields = methods.get(call.method)
        if fields is None:
            found.append(f"{call.method}: no such method")
            continue
        for name, value in call.parameters.items():
            if name not in fields:
                found.append(f"{call.method}: unknown parameter {name}")
            elif not any(_fits(value, kind) for kind in fields[name]["types"]):
                found.append(f"{call.method}: {name} is no {' or '.join(fields[name]['types'])}: {value!r}"[:200])
        uploads = {"document", "photo", "media", "certificate", "thumbnail"}
        missing = {n for n, f in fields.items() if f["required"]} - call.parameters.keys() - uploads
        found += [f"{call.method}: {name} is missing" for name in sorted(missing)]
    return sorted(set(found))


def _fits(value: object, kind: str) -> bool:
    if kind == "Integer":
        return not isinstance(value, bool) and str(value).lstrip("-").isdigit()
    if kind == "Float":
        return _number(value)
    if kind == "Boolean":
        return str(value).lower() in ("true", "false")
    if kind == "String":
        return isinstance(value, str)
    if kind == "InputFile":
        return isinstance(value, str)
    structure = _structure(value)
    return isinstance(structure, list) if kind.startswith("Array") else isinstance(structure, dict)


def _number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


def _structure(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None
