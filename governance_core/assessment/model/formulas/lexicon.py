"""The words a formula may be written in, looked at before Python's parser sees it.

Whatever is not known here is refused: so the parser meets plain ASCII of a bounded length, and nothing that it would
warn about.
"""

import re

from governance_core.errors import Blank, FormulaForbidden, FormulaTooLarge
from governance_core.plain_data import Path

LONGEST = 500
_SHOWN = 80
_WORDS = frozenset(
    {"abs", "and", "else", "figure", "if", "max", "min", "not", "or", "reading", "round", "share"},
)
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
    | (?P<odd_number>\.?[0-9][\w.]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<name>"[ !#-\[\]-~]*"|'[ -&(-\[\]-~]*')
    | (?P<odd_name>"[^"]*"|'[^']*')
    | (?P<odd_operator>\*\*|//|<<|>>|<>|->)
    | (?P<operator>[<>=!]=|[-+*/()\[\],<>=])
    """,
    re.VERBOSE,
)
_WHAT = {"odd_name": "name", "odd_number": "number", "odd_operator": "operator"}


def refuse_strange_words(text: str, path: Path) -> None:
    """Refuse a text in which there is a word that no formula has.

    Raises:
        Blank: there is nothing in it.
        FormulaTooLarge: it has more than 500 characters (our own bound).
        FormulaForbidden: a word or a character is none of a formula.
    """
    if len(text) > LONGEST:
        raise FormulaTooLarge(what="characters", limit=LONGEST, position=1, snippet=shown(text), path=path)
    if not text.strip():
        raise Blank(path=path)
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        kind = "character" if token is None else str(token.lastgroup)
        piece = text[position] if token is None else token.group()
        what = _WHAT.get(kind, kind)
        if what != kind or token is None or (kind == "word" and piece not in _WORDS):
            raise FormulaForbidden(what=what, position=position + 1, snippet=shown(piece), path=path)
        position += len(piece)


def shown(text: str) -> str:
    """The beginning of a text that may hold anything, so that it can be told and stored everywhere."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:_SHOWN])
