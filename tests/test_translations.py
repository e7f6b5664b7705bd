"""The translations are complete and current, and the tool that keeps them so does its work."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.translation_tool import ROOT, load

translations = load()
Text, Translation = translations.Text, translations.Translation


def texts_in(source: str) -> tuple[list[object], list[str]]:
    extractor = translations.Extractor(ROOT / "app" / "example.py")
    extractor.visit(ast.parse(source))
    return extractor.texts, extractor.wrong


def test_everything_is_translated_and_compiled() -> None:
    assert translations.check() == []


def test_texts_are_found_in_all_their_forms() -> None:
    texts, wrong = texts_in(
        """
class Page:
    def a(self):
        self.tr("plain"), self.tr("%Ln time(s)", "", 3)
        translate("Other", "text"), QCoreApplication.translate("Other", "%n", None, 2)
        Phrase("seen", "do"), Phrase("")
"""
    )
    assert wrong == []
    assert texts == [
        Text("Page", "plain"),
        Text("Page", "%Ln time(s)", True),
        Text("Other", "text"),
        Text("Other", "%n", True),
        Text("words", "seen"),
        Text("words", "do"),
    ]


@pytest.mark.parametrize(
    "call", ['self.tr(f"{x}")', "self.tr(x)", 'translate("A", x)', "translate(x, y)", "Phrase(x)"]
)
def test_texts_that_cannot_be_found_are_errors(call: str) -> None:
    _, wrong = texts_in(f"class Page:\n    def a(self, x, y):\n        {call}\n")
    assert wrong == ["app/example.py:3: not a literal text"]


def test_translations_survive_being_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    texts = [Text("A", "one & <two>"), Text("A", "%n", True), Text("B", "new")]
    known = {
        ("A", "one & <two>"): Translation(False, ["ett & <två>"]),
        ("A", "%n"): Translation(True, ["%n a", "%n b"]),
    }
    translations.write(path, texts, known, "sv")
    again = translations.read(path)
    assert again["A", "one & <two>"].forms == ["ett & <två>"]
    assert again["A", "%n"].forms == ["%n a", "%n b"]
    assert not again["B", "new"].done


def test_english_needs_plural_forms_only() -> None:
    texts = [Text("A", "plain"), Text("A", "%n", True)]
    assert translations.wanted(texts, "en") == [Text("A", "%n", True)]
    assert translations.wanted(texts, "sv") == texts
