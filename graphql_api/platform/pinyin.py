"""How Chinese is spoken: a text's words, and the syllables of each. Importing it loads a dictionary of 40 MiB."""

from collections.abc import Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.mmseg import p_set


@lru_cache(maxsize=50_000)
def spoken(word: str) -> tuple[tuple[str, ...], str]:
    """The syllables of a word, and their initials."""
    syllables = tuple(lazy_pinyin(word))
    return syllables, "".join(syllable[0] if syllable.isascii() else syllable for syllable in syllables)


def words(run: str) -> Iterator[str]:
    """The longest words of the dictionary, one after another, as `lazy_pinyin` divides a text; else single characters.

    It is done here because names are made of the same words, whose syllables are then known.
    """
    start = 0
    while start < len(run):
        end = longest = start + 1
        while end < len(run) and run[start : end + 1] in p_set:  # some word begins so
            end += 1
            if run[start:end] in PHRASES_DICT:
                longest = end
        yield run[start:longest]
        start = longest
