"""One spelling for what looks the same: keys to search, compare and sort Thai text by."""

from __future__ import annotations

import re
import unicodedata

from ita_portal.thai.digits import to_arabic

#: Characters without width or ink: joiners, direction marks, soft hyphen, byte order mark.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)

# Sara am U+0E33 falls apart into nikhahit U+0E4D + sara aa U+0E32, with a tone mark before or between.
_SPLIT_AM = re.compile("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_AFTER_AM = re.compile("\u0e33[\u0e33\u0e48-\u0e4b]+")
_DASHES_AND_QUOTES = re.compile("[-‐-―−﹘﹣－~_'\"`´‘-‟«»‹›“”„′″]")

_SEPARATOR, _SPACE = "0", "1"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_MARK_WEIGHT = {"\u0e47": "2", "\u0e48": "3", "\u0e49": "4", "\u0e4a": "5", "\u0e4b": "6", "\u0e4c": "7"}


def nfc(text: str) -> str:
    """Unicode NFC, and a sara am that was typed or extracted in two pieces (ํา, ํ้า) made whole (ำ, ้ำ)."""
    return _SPLIT_AM.sub("\\1\\2\u0e33", unicodedata.normalize("NFC", text))


def search_key(text: str) -> str:
    """What two texts share when a reader would call them the same; store it and search it by `contains`.

    Compatibility forms folded, sara am whole, two เ made one แ, no invisible characters, Arabic
    digits, lower case, white space single and trimmed. Idempotent.
    """
    key = INVISIBLE.sub("", unicodedata.normalize("NFKC", text).lower())
    return " ".join(_mended(to_arabic(unicodedata.normalize("NFKC", key))).split())


def squash(text: str) -> str:
    """`search_key` without white space, dashes and quotes: compares headings, labels and names."""
    bare = _DASHES_AND_QUOTES.sub("", search_key(text)).replace(" ", "")
    return _mended(unicodedata.normalize("NFKC", bare))


def sort_key(text: str) -> str:
    """Order of a Thai dictionary as a plain string of 0-9 and a-z, so that every collation sorts it alike.

    A leading vowel counts after its consonant (เกาะ stands under ก), tone marks and thanthakhat only
    decide between words that are otherwise equal, punctuation does not count. Digits come first, then
    Latin letters, then Thai.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", search_key(text))
    letters: list[str] = []
    marks: list[str] = []
    for character in swapped:
        if character in _MARK_WEIGHT:
            marks.append(_MARK_WEIGHT[character])
            continue
        weight = _weight(character)
        if weight:
            letters.append(weight)
            marks.append("1")
    return "".join(letters) + _SEPARATOR + "".join(marks).rstrip("1")


def _mended(key: str) -> str:
    """Sara am whole with its tone mark before it, and แ in one piece."""
    return _TONE_AFTER_AM.sub(_tones_first, _SPLIT_AM.sub("\\1\\2\u0e33", key)).replace("เเ", "แ")


def _tones_first(match: re.Match[str]) -> str:
    tones = match[0].replace("\u0e33", "")
    return tones + "\u0e33" * (len(match[0]) - len(tones))


def _weight(character: str) -> str:
    if character == " ":
        return _SPACE
    if "0" <= character <= "9":
        return "2" + character
    if "a" <= character <= "z":
        return "3" + character
    if "ก" <= character <= "\u0e4e":
        return "4" + _base36(ord(character) - 0x0E01, 2)
    if unicodedata.category(character)[0] in "LN":
        return "5" + _base36(ord(character), 4)
    return ""


def _base36(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits
