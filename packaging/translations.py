"""Keeps the translations complete: extracts texts, updates the .ts files, compiles the .qm files.

    python packaging/translations.py update    take new texts up, drop those that are gone, compile
    python packaging/translations.py check     exit 1 with a list when something is missing

Qt's lupdate misses texts in f-strings, keyword arguments and variables without a word. Here the
source is read as a syntax tree, and only literal strings in these calls count:

    self.tr("text"), self.tr("%Ln text", "", n)          context: the class
    translate("context", "text"), QCoreApplication.translate(...)
    Phrase("text", "advice")                             context: words

A text built in an f-string inside such a call is an error. Swedish translates every text; English is
the source and its file holds plural forms only. Comments that Qt calls disambiguation are not used.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree  # nosec: our own files

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "app"
FOLDER = ROOT / "translations"
LANGUAGES = {"sv": "sv_SE", "en": "en_GB"}
PLURAL_FORMS = 2

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the program. plural: it has ``%n`` and a form for each number."""

    context: str
    source: str
    plural: bool = False

    @property
    def key(self) -> Key:
        """What a translation belongs to."""
        return (self.context, self.source)


@dataclass(slots=True)
class Translation:
    """forms: one text, or one per plural form; empty strings while it is not done."""

    plural: bool = False
    forms: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether every form is there."""
        return len(self.forms) == (PLURAL_FORMS if self.plural else 1) and all(self.forms)


class Extractor(ast.NodeVisitor):
    """Collects the texts of one file; ``wrong`` says where a text cannot be extracted."""

    def __init__(self, path: Path) -> None:
        self.texts: list[Text] = []
        self.wrong: list[str] = []
        self._path = path
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node.func)
        if name == "self.tr":
            self._tr(node)
        elif name in ("translate", "QCoreApplication.translate", "wording.translate"):
            self._translate(node)
        elif name == "Phrase":
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                self._take("words", argument, False, node)
        self.generic_visit(node)

    def _tr(self, node: ast.Call) -> None:
        if not node.args or not self._classes:
            self._complain(node)
            return
        self._take(self._classes[-1], node.args[0], len(node.args) > 2, node)

    def _translate(self, node: ast.Call) -> None:
        context = _literal(node.args[0]) if len(node.args) > 1 else None
        if context is None:
            self._complain(node)
            return
        if context == "words" and _literal(node.args[1]) is None:
            return  # an engine phrase or an already extracted text, by variable
        self._take(context, node.args[1], len(node.args) > 3, node)

    def _take(self, context: str, argument: ast.expr, plural: bool, node: ast.Call) -> None:
        source = _literal(argument)
        if source is None:
            self._complain(node)
        elif source:
            self.texts.append(Text(context, source, plural))

    def _complain(self, node: ast.Call) -> None:
        place = self._path.relative_to(ROOT)
        self.wrong.append(f"{place}:{node.lineno}: not a literal text")


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return ""


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def extract() -> tuple[list[Text], list[str]]:
    """All texts of the program in a stable order, and what could not be extracted."""
    texts: dict[Key, Text] = {}
    wrong: list[str] = []
    for path in sorted(SOURCE.rglob("*.py")):
        extractor = Extractor(path)
        extractor.visit(ast.parse(path.read_text("utf-8"), str(path)))
        wrong += extractor.wrong
        for text in extractor.texts:
            known = texts.get(text.key)
            if known is None or (text.plural and not known.plural):
                texts[text.key] = text
    return sorted(texts.values(), key=lambda text: text.key), wrong


def wanted(texts: list[Text], language: str) -> list[Text]:
    """What a language has to translate: everything, or plural forms only for the source language."""
    return texts if language != "en" else [text for text in texts if text.plural]


def read(path: Path) -> dict[Key, Translation]:
    """The translations of a .ts file; empty when there is none yet."""
    if not path.exists():
        return {}
    known: dict[Key, Translation] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314
        name = context.findtext("name", "")
        for message in context.iter("message"):
            plural = message.get("numerus") == "yes"
            translation = message.find("translation")
            if translation is None:
                continue
            if plural:
                forms = [form.text or "" for form in translation.iter("numerusform")]
            else:
                forms = [translation.text or ""]
            known[name, message.findtext("source", "")] = Translation(plural, forms)
    return known


def write(path: Path, texts: list[Text], known: dict[Key, Translation], language: str) -> None:
    """Write a .ts file: one message a text, unfinished where there is no translation yet."""
    root = ElementTree.Element(
        "TS", version="2.1", language=LANGUAGES[language], sourcelanguage="en"
    )
    contexts: dict[str, ElementTree.Element] = {}
    for text in texts:
        context = contexts.get(text.context)
        if context is None:
            context = contexts[text.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = text.context
        message = ElementTree.SubElement(context, "message")
        if text.plural:
            message.set("numerus", "yes")
        ElementTree.SubElement(message, "source").text = text.source
        element = ElementTree.SubElement(message, "translation")
        translation = known.get(text.key, Translation())
        if translation.plural != text.plural:
            translation = Translation(text.plural)
        if not translation.done:
            element.set("type", "unfinished")
        if text.plural:
            forms = (translation.forms + [""] * PLURAL_FORMS)[:PLURAL_FORMS]
            for form in forms:
                ElementTree.SubElement(element, "numerusform").text = form
        else:
            element.text = "".join(translation.forms)
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{header}{body}\n", "utf-8", newline="\n")


def compile_file(path: Path, target: Path) -> str:
    """Make a .qm file with the lrelease of PySide6; returns what it complains of."""
    scripts = Path(sysconfig.get_path("scripts"))
    tool = next(iter(sorted(scripts.glob("pyside6-lrelease*"))), None)
    if tool is None:
        return "pyside6-lrelease is not installed"
    done = subprocess.run(
        [str(tool), "-silent", str(path), "-qm", str(target)], capture_output=True, text=True
    )
    return (done.stdout + done.stderr).strip() if done.returncode else ""


def ts_file(language: str) -> Path:
    """The source of a language's translation."""
    return FOLDER / f"kontaktor_{language}.ts"


def qm_file(language: str) -> Path:
    """What the program loads."""
    return FOLDER / f"kontaktor_{language}.qm"


def update() -> list[str]:
    """Bring all files up to date; returns what is still to be done."""
    texts, trouble = extract()
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path = ts_file(language)
        write(path, wanted(texts, language), read(path), language)
        complaint = compile_file(path, qm_file(language))
        if complaint:
            trouble.append(complaint)
    return trouble + list(_unfinished(texts))


def check() -> list[str]:
    """What is missing, unfinished, obsolete or not compiled."""
    texts, trouble = extract()
    for language in LANGUAGES:
        path = ts_file(language)
        keys = {text.key for text in wanted(texts, language)}
        known = read(path)
        trouble += [f"{path.name}: missing {_said(key)}" for key in sorted(keys - known.keys())]
        trouble += [f"{path.name}: obsolete {_said(key)}" for key in sorted(known.keys() - keys)]
        trouble += _uncompiled(language)
    return trouble + list(_unfinished(texts))


def _uncompiled(language: str) -> Iterator[str]:
    compiled = qm_file(language)
    fresh = compiled.with_suffix(".fresh")
    complaint = compile_file(ts_file(language), fresh)
    if complaint:
        yield complaint
        return
    same = compiled.exists() and compiled.read_bytes() == fresh.read_bytes()
    fresh.unlink()
    if not same:
        yield f"{compiled.name}: not current; run: python packaging/translations.py update"


def _unfinished(texts: list[Text]) -> Iterator[str]:
    for language in LANGUAGES:
        known = read(ts_file(language))
        for text in wanted(texts, language):
            translation = known.get(text.key)
            if translation is None or not translation.done or translation.plural != text.plural:
                yield f"{ts_file(language).name}: unfinished {_said(text.key)}"
            else:
                yield from _places(language, text, translation)


def _places(language: str, text: Text, translation: Translation) -> Iterator[str]:
    """A ``{place}`` that the source does not have, or ``%n`` lost, would show up on the screen."""
    wanted_places = _braces(text.source)
    for form in translation.forms:
        if _braces(form) - wanted_places:
            yield f"{ts_file(language).name}: unknown place in {form!r}"


def _braces(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def _said(key: Key) -> str:
    return f"{key[0]}: {key[1]!r}"


def main(arguments: list[str]) -> int:
    """``update`` or ``check``; 0 when nothing is to be done."""
    if arguments not in (["update"], ["check"]):
        print(__doc__)
        return 2
    trouble = update() if arguments == ["update"] else check()
    for line in trouble:
        print(line)
    print("translations: " + (f"{len(trouble)} to do" if trouble else "complete and current"))
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
