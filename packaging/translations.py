"""Bring the languages in gazefix/ui/translations up to date: `python packaging/translations.py`.

Collects the windows' texts and the messages of the layers below, and lets Qt's lupdate merge them
into each .ts file. New texts are there as unfinished: translate them with `pyside6-linguist` or by
hand, and take `type="unfinished"` away. GazeFix reads the .ts files itself.
"""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from gazefix import errors
from gazefix.config import settings
from gazefix.correction.modes import MODES
from gazefix.desktop.doctor import Remedy
from gazefix.ui.translations import CONTEXT, LANGUAGES, MESSAGES, language_file
from gazefix.ui.widgets.setting_controls import with_key

ROOT: Final = Path(__file__).parents[1] / "gazefix"
#: Layers whose errors and findings reach a window.
BELOW: Final = (
    *("correction/calibration.py", "correction/saved_profiles.py", "desktop/autostart.py"),
    *(
        "desktop/camera_package.py",
        "desktop/doctor.py",
        "desktop/about.py",
        "desktop/root_script.py",
        "desktop/setup_camera.py",
        "desktop/shortcut",
    ),
    *("devices", "live", "networks/torch_backend.py", "personal", "ui"),
)
#: Further calls whose texts are shown.
SHOWN: Final = {"Check", "SetupPlan", "_check", "notes.append"}
#: In messages about the command line, which windows don't show.
TERMINAL: Final = ("`", "--", "pip ")


def trees(*parts: str) -> Iterator[ast.Module]:
    """Yield the syntax trees of packages and modules in gazefix."""
    for part in parts:
        path = ROOT / part
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"))


def window_texts() -> list[str]:
    """Return the texts that windows pass to `tr`, and those that they take from declarations."""
    written = {getattr(node, "value", None) for tree in trees("ui") for node in ast.walk(tree)}
    named = {value for value in written if "." in str(value)}  # settings, or a section of them
    texts = [
        declared
        for setting in settings()
        if {setting.name, setting.name.rpartition(".")[0]} & named
        for declared in (setting.title, setting.help)
    ]
    for mode in MODES.values():
        texts += [mode.title, mode.note, mode.doing]
    for tree in trees("ui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tr":
                texts += texts_of(node.args[0], {})
            elif isinstance(node, ast.Call):
                texts += keyed_titles([getattr(each, "value", None) for each in node.args])
        for table in tree.body:
            if isinstance(table, ast.AnnAssign):  # their rows are tuples of texts
                rows = (node for node in ast.walk(table) if isinstance(node, ast.Tuple))
                words = (text for row in rows for each in row.elts for text in texts_of(each, {}))
                texts += [text for text in words if text[:1].isupper()]
    return list(dict.fromkeys(texts))


def keyed_titles(arguments: list[object]) -> list[str]:
    """Return the title with its key of a call with a setting's name and a letter."""
    titles = {setting.name: setting.title for setting in settings()}
    return [
        with_key(titles[name], key)
        for name, key in itertools.pairwise(arguments)
        if isinstance(name, str) and name in titles and isinstance(key, str)
    ]


def messages() -> list[str]:
    """Return the errors' messages and hints, with {0}, {1} ... for what they are filled with."""
    found: list[str] = []
    for tree in trees(*BELOW):
        named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    named.setdefault(ast.unparse(target), []).append(node.value)
            elif isinstance(node, ast.FunctionDef):
                returned = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
                named.setdefault(node.name, []).extend(
                    each.value for each in returned if each.value
                )
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and shows(ast.unparse(node.func)):
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    found += texts_of(argument, named)
    return sorted(set(filter(is_message, found)))


def is_message(text: str) -> bool:
    """Return whether a text is one for windows, and has words of its own to be found by."""
    own = re.sub(r"\{\d\}", "", text).strip(" ;,:")
    words = " " in own or text[:1].isupper()  # the other single words are keys
    known = text in get_args(Remedy) or any(mark in text for mark in TERMINAL)
    return words and len(own) > 2 and not known


def shows(name: str) -> bool:
    """Return whether a call's texts are shown in a window."""
    return name in SHOWN or hasattr(errors, name)


def texts_of(node: ast.expr, named: dict[str, list[ast.expr]]) -> list[str]:
    """Return the texts that an expression may be."""
    if (text := template(node)) is not None:
        values = [each.value for each in getattr(node, "values", ()) if hasattr(each, "conversion")]
        return [text, *(inner for each in values for inner in texts_of(each, named))]
    if isinstance(node, ast.Name | ast.Attribute | ast.Call):
        name = ast.unparse(node.func if isinstance(node, ast.Call) else node)
        values = named.pop(name.removeprefix("self."), [])  # each name once, since they may refer
        return [text for value in values for text in texts_of(value, named)]
    parts: dict[type, tuple[str, ...]] = {
        ast.IfExp: ("body", "orelse"),
        ast.Lambda: ("body",),
        ast.NamedExpr: ("value",),
    }
    inner = [getattr(node, part) for part in parts.get(type(node), ())]
    if isinstance(node, ast.BoolOp | ast.Dict | ast.Tuple | ast.List):
        inner += node.elts if isinstance(node, ast.Tuple | ast.List) else node.values
    return [text for each in inner for text in texts_of(each, named)]


def template(node: ast.expr) -> str | None:
    """Return a text, with {0}, {1} ... for what an f-string is filled with; None for no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    pieces, count = [], 0
    for piece in node.values:
        if isinstance(piece, ast.Constant):
            pieces.append(str(piece.value))
        else:
            pieces.append(f"{{{count}}}")
            count += 1
    return "".join(pieces)


def update() -> None:
    """Merge the texts into each language's file."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "texts.py"
        calls = [f"translate({CONTEXT!r}, {text!r})" for text in window_texts()]
        calls += [f"translate({MESSAGES!r}, {text!r})" for text in messages()]
        listed.write_text("\n".join(calls) + "\n", encoding="utf-8")
        for language in LANGUAGES:
            options = ("-locations", "none", "-no-obsolete", "-source-language", "en")
            command = [
                Path(sys.executable).with_name("pyside6-lupdate"),
                *options,
                "-target-language",
                language,
                listed,
            ]
            subprocess.run([*command, "-ts", language_file(language)], check=True)


if __name__ == "__main__":
    update()
