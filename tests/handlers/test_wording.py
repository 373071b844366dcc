"""The conversations' catalogues: complete in every language, no sentence outside of them, none unknown or idle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import handlers
from briefs.wording.wording import LANGUAGES, Wording
from handlers.routes import COMMANDS
from handlers.wording import wording_for

HOUSE = Path(handlers.__file__).parent.parent
FOLDERS = ("briefs.wording", "handlers.wording")
WORDS = re.compile(r"[^\W\d_]{2,}[,;:.!?]?\s+[^\W\d_]{2,}")
"""Two words and a space between them: something that somebody would read."""
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Variables(Visitor):
    """Collects the names of variables in a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def catalogue(folder: str, language: str) -> dict[str, set[str]]:
    """Message → its variables, of one catalogue; a syntax error or a message said twice fails."""
    resource = FluentParser().parse((files(folder) / f"{language}.ftl").read_text("utf-8"))
    assert not [entry.content for entry in resource.body if isinstance(entry, fluent.Junk)]
    messages: dict[str, set[str]] = {}
    for entry in resource.body:
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in messages, f"{entry.id.name} twice"
            found = Variables()
            found.visit(entry)
            messages[entry.id.name] = found.names
    return messages


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((HOUSE / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def parts_of_names(node: ast.AST) -> Iterator[str]:
    """The texts of an f-string or a plain one, its blanks as `*`."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from parts_of_names(node.body)
        yield from parts_of_names(node.orelse)


def sentences_said() -> dict[str, str]:
    """Every name of a sentence in a call of `t`, `say` or an error's `sentence=`, with where it stands."""
    said: dict[str, str] = {}
    for path, tree in modules("handlers", "bot", "briefs"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            named = [keyword.value for keyword in node.keywords if keyword.arg == "sentence"]
            if function == "t" or (function == "say" and "wording" in ast.unparse(node.func)):
                named += node.args[:1]
            for value in named:
                for name in parts_of_names(value):
                    said[name] = f"{path.relative_to(HOUSE)}:{node.lineno}"
    return said


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_the_same_with_the_same_variables(language: str) -> None:
    assert catalogue("handlers.wording", language) == catalogue("handlers.wording", LANGUAGES[0])


def test_every_language_is_translated() -> None:
    """A sentence left in English in the Russian catalogue has no Cyrillic letter in it."""
    for name in catalogue("handlers.wording", "ru"):
        found = wording_for("ru")._bundle.get_message(name)
        text = (files("handlers.wording") / "ru.ftl").read_text("utf-8")
        assert found is not None
        own = re.search(rf"^{name} =(.*(?:\n[ \t].*|\n(?=\n[ \t]))*)", text, re.MULTILINE)
        assert own is not None
        spoken = re.sub(r"\{[^{}]*\}", "", own[1])
        assert not re.search(r"[a-z]{3,}", spoken) or re.search("[а-яё]", spoken), name


def test_no_message_of_the_conversations_hides_one_of_the_briefs() -> None:
    briefs, conversations = (set(catalogue(folder, "en")) for folder in FOLDERS)
    assert briefs & conversations == set()


def test_every_sentence_said_exists() -> None:
    known = {name for folder in FOLDERS for name in catalogue(folder, "en")}
    unknown = {
        name: place
        for name, place in sentences_said().items()
        if not any(re.fullmatch(name.replace("*", ".+"), one) for one in known)
    }
    assert unknown == {}


def test_every_command_has_its_line() -> None:
    known = catalogue("handlers.wording", "en")
    assert [command.name for command in COMMANDS if f"command-{command.name}" not in known] == []


def test_every_sentence_is_said() -> None:
    """Idle sentences are found by their name standing in no string of the code."""
    strings: set[str] = set()
    for _, tree in modules("handlers", "bot", "briefs"):
        for node in ast.walk(tree):
            strings.update(parts_of_names(node))
    whole = {text for text in strings if NAME.fullmatch(text)}
    made = [re.compile(re.escape(text).replace(r"\*", "[a-z0-9-]+")) for text in strings if "*" in text and "-" in text]
    idle = {
        name
        for name in catalogue("handlers.wording", "en")
        if name not in whole and not any(pattern.fullmatch(name) for pattern in made)
    }
    assert idle == set()


def test_no_conversation_holds_words_of_its_own() -> None:
    """Outside of docstrings, logs, patterns and our own mistakes, no text of two words stands in handlers/."""
    found = {
        f"{path.relative_to(HOUSE)}:{node.lineno}": node.value
        for path, tree in modules("handlers")
        for node in _texts(tree)
        if WORDS.search(str(node.value))
    }
    assert found == {}


def test_every_refusal_names_its_sentence() -> None:
    """What `RequestError` tells in English stands in the catalogues, too; the command line shows the English."""
    silent = [
        f"{path.relative_to(HOUSE)}:{node.lineno}"
        for path, tree in modules("handlers", "bot", "briefs")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "RequestError"
        and not any(keyword.arg == "sentence" for keyword in node.keywords)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("minutes", "told"), [(1, "через 1 минуту"), (2, "через 2 минуты"), (5, "через 5 минут"), (21, "через 21 минуту")]
)
def test_russian_counts(minutes: int, told: str) -> None:
    assert wording_for("ru").say("next-minutes", minutes=minutes) == told


def test_scripts_from_right_to_left_keep_what_is_put_in_apart() -> None:
    """A Latin name in a Hebrew sentence is isolated (Unicode's FSI and PDI); other scripts stay as they are."""
    sentence = "who = הבא: { $name }"
    isolated = "\N{FIRST STRONG ISOLATE}Putin (RU)\N{POP DIRECTIONAL ISOLATE}"
    assert Wording("he", sentence).say("who", name="Putin (RU)") == f"הבא: {isolated}"
    assert Wording("en", "who = Next: { $name }").say("who", name="Putin") == "Next: Putin"


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Strings that could reach a person: not those of docstrings, logs, errors, patterns and enumerations."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(id(node.value))
        elif isinstance(node, ast.Raise) or _is_ours(node):
            aside.update(id(each) for each in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node


def _is_ours(node: ast.AST) -> bool:
    """A call that logs, compiles a pattern or makes an error, or an enumeration."""
    if isinstance(node, ast.ClassDef):
        return any("Enum" in ast.unparse(base) for base in node.bases)
    name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    return name.startswith("LOGGER.") or name in ("re.compile", "RequestError", "NotAllowed")
