"""What a TinyDB query says, as a condition that SQL can answer from an index.

A query carries its own syntax tree in the private `_hash` (TinyDB 4.x; the equivalence tests would notice a changed
shape). `Pushdown.compile` turns the tree into a **superset**: the condition may accept documents that the query
refuses, never the other way round, and the table applies the query itself to each row that comes back. So the answer is
TinyDB's, and SQL only makes it fast. Whatever is not understood compiles to "every row".

Why bounds are widened: SQLite reads decimal fractions with an error in the last place, may end a text at an embedded
NUL, and does not tell `null` from an absent field; each comparison below stays true under those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_EXACT_INTEGER = 2**53
_DEEPEST = 12  # SQLite's parser gives up at about 30 brackets

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL over the columns `id` and `doc`, with its parameters.

    `exact`: it accepts just what the query accepts.
    """

    sql: str
    params: tuple[Any, ...] = ()
    exact: bool = False


EVERY_ROW = Condition("1")

NO_LIST = "x'00'"
"""Stands among a list's indexed elements for a value that is no list, which a query might accept all the same."""


class Pushdown:
    """Compiles queries for one table; `many` names, for each list path that is indexed, the table of its elements."""

    def __init__(self, many: Mapping[Path, str] | None = None) -> None:
        self._many = dict(many or {})

    def compile(self, query: object) -> Condition:
        """The narrowest condition known to accept everything that `query` accepts. Never raises."""
        return self._tree(getattr(query, "_hash", None), 0)

    @staticmethod
    @lru_cache(maxsize=1024)
    def value(path: Path) -> str:
        """The scalar at `path`; written the same way in queries and in index definitions, or no index is used.

        Raises ValueError if the keys are not plain words.
        """
        return f"json_extract(doc, '{json_path(path)}')"

    @staticmethod
    @lru_cache(maxsize=1024)
    def kind(path: Path) -> str:
        """The JSON type at `path` in words, SQL NULL where there is nothing."""
        return f"json_type(doc, '{json_path(path)}')"

    def _tree(self, tree: object, depth: int) -> Condition:
        if depth > _DEEPEST or not isinstance(tree, tuple):
            return EVERY_ROW
        match tree:
            case ():
                return Condition("1", exact=True)
            case ("and", frozenset() as parts):
                return self._joined(" AND ", parts, depth)
            case ("or", frozenset() as parts):
                return self._joined(" OR ", parts, depth)
            case ("not", inner):
                part = self._tree(inner, depth + 1)
                return Condition(f"NOT ({part.sql})", part.params, True) if part.exact else EVERY_ROW
            case (str() as operator, tuple() as path, *rest) if _plain(path):
                return self._leaf(operator, path, rest[0] if rest else None)
        return EVERY_ROW

    def _joined(self, word: str, parts: Collection[object], depth: int) -> Condition:
        compiled = [self._tree(part, depth + 1) for part in parts]
        if EVERY_ROW in compiled:
            rest = [part for part in compiled if part != EVERY_ROW]
            return Condition(rest[0].sql, rest[0].params) if word == " AND " and rest else EVERY_ROW
        return Condition(
            word.join(f"({part.sql})" for part in compiled),
            tuple(param for part in compiled for param in part.params),
            all(part.exact for part in compiled),
        )

    def _leaf(self, operator: str, path: Path, operand: object) -> Condition:
        present = Condition(f"{self.kind(path)} IS NOT NULL", exact=operator == "exists")
        match operator:
            case "==":
                return self._equal(path, operand) or present
            case "<" | "<=" | ">" | ">=":
                return self._ordered(operator, path, operand) or present
            case "one_of" if isinstance(operand, tuple | frozenset):
                return self._one_of(path, operand) or present
            case "any" if isinstance(operand, tuple | frozenset):
                return self._any(path, operand) or present
            case "matches" | "search":
                return Condition(f"{self.kind(path)} = 'text'")
            case "exists" | "!=" | "test" | "any" | "all" | "one_of":
                return present
        return EVERY_ROW

    def _equal(self, path: Path, operand: object) -> Condition | None:
        value = self.value(path)
        if operand is None:
            return Condition(f"{value} IS NULL")
        if isinstance(operand, float):
            low, high = _around(operand)
            return Condition(f"{value} BETWEEN ? AND ?", (low, high))
        return Condition(f"{value} = ?", (operand,)) if _comparable(operand) else None

    def _ordered(self, operator: str, path: Path, operand: object) -> Condition | None:
        value = self.value(path)
        if isinstance(operand, str):
            return Condition(f"{value} {operator[0]}= ?", (operand,)) if _comparable(operand) else None
        if isinstance(operand, int | float) and abs(operand) < _EXACT_INTEGER:
            low, high = _around(float(operand))
            return Condition(f"{value} {operator[0]}= ?", (high if operator[0] == "<" else low,))
        return None

    def _one_of(self, path: Path, operands: Collection[object]) -> Condition | None:
        if not all(_comparable(operand) for operand in operands):
            return None
        return Condition(f"{self.value(path)} IN (SELECT value FROM json_each(?))", (_listed(operands),))

    def _any(self, path: Path, operands: Collection[object]) -> Condition | None:
        """Lists from their index or their elements; texts and objects, whose parts TinyDB also tries, always pass."""
        if not all(_comparable(operand) for operand in operands):
            return None
        wanted = "(SELECT value FROM json_each(?))"
        elements = self._many.get(path)
        if elements is not None:
            ids = f'SELECT id FROM "{elements}" WHERE value'
            return Condition(f"id IN ({ids} IN {wanted} UNION ALL {ids} = {NO_LIST})", (_listed(operands),))
        where = f"json_each(doc, '{json_path(path)}') AS element WHERE element.value IN {wanted}"
        return Condition(
            f"{self.kind(path)} IN ('text', 'object') OR EXISTS (SELECT 1 FROM {where})", (_listed(operands),)
        )


def json_path(path: Path) -> str:
    """The path as SQLite's JSON functions want it. Raises ValueError if its keys are not plain words."""
    if not _plain(path):
        raise ValueError(f"not a path of plain keys: {'.'.join(path)!r}")
    return "$" + "".join(f'."{key}"' for key in path)


def _plain(path: tuple[object, ...]) -> bool:
    return bool(path) and all(isinstance(key, str) and _PLAIN_KEY.match(key) for key in path)


def _comparable(operand: object) -> bool:
    """Whether equality with `operand` means the same in Python and in SQL for every JSON value."""
    if isinstance(operand, str):
        return "\0" not in operand and (operand.isascii() or not _has_surrogate(operand))
    return isinstance(operand, int) and abs(operand) < _EXACT_INTEGER


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _listed(operands: Collection[object]) -> str:
    return json.dumps([int(operand) if isinstance(operand, bool) else operand for operand in operands])


def _around(number: float) -> tuple[float, float]:
    slack = abs(number) * 1e-12 + 1e-300
    return number - slack, number + slack
