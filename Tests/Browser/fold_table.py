"""Writes Sources/Folding/FoldTable.swift: what each character is folded to for the search.

    python3 Tests/Browser/fold_table.py > Sources/Folding/FoldTable.swift

The table is of Python's own Unicode version; test_search_fold.py says when the file is not what this writes. A character is
folded by these steps; of what is left, neighbours are composed (NFC):

1. apostrophes of any make go, white space is a blank
2. NFKD, full case folding and small letters, NFKD again
3. combining marks (Mn) go, but not the two of kana: they tell apart what different letters are; so do invisible
   characters
4. letters with a stroke and the like become their plain ones; dashes `-`, middle dots `.`, quotes `"`
"""

import sys
import unicodedata

APOSTROPHES = "'´‘’‛ʹʻʼʽˈ＇"
LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n",
    **dict.fromkeys("·•‧・", "."), **dict.fromkeys("“”„‟«»″", '"'), "−": "-",
}
KANA_MARKS = "\u3099\u309a"
SPACES = "\x85\u2028\u2029"
# Reordering marks that are no Mn: nothing is known to need them.
ODD_MARKS = "\u302e\u302f\U00016ff0\U00016ff1"


def is_dropped(c):
    kind = unicodedata.category(c)
    if c in KANA_MARKS:
        return False
    return kind in ("Mn", "Cf", "Cc") or unicodedata.combining(c) != 0


def fold(c):
    """One character, or nothing, or several."""
    if c in APOSTROPHES:
        return ""
    if c.isspace() or c in SPACES:
        return " "
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold().lower())
    text = "".join("" if is_dropped(x) or x in APOSTROPHES else x for x in text)
    text = "".join("-" if unicodedata.category(x) == "Pd" else LETTERS.get(x, x) for x in text)
    return unicodedata.normalize("NFC", text)


def scalars():
    return (chr(n) for n in range(0x80, 0x110000) if not 0xD800 <= n < 0xE000)


def pairs():
    """Neighbours that compose, Hangul left out: there is a formula."""
    for c in scalars():
        parts = unicodedata.normalize("NFD", c)
        if len(parts) == 1 or unicodedata.normalize("NFC", c) != c or 0xAC00 <= ord(c) < 0xD7A4:
            continue
        whole = unicodedata.normalize("NFC", parts[:-1])
        if len(whole) == 1 and fold(whole) == whole and fold(parts[-1]) == parts[-1]:
            yield whole, parts[-1], c


def runs():
    """(first, count, folded): characters side by side, folded to nothing or to characters side by side."""
    table = [(ord(c), folded) for c in scalars() if (folded := fold(c)) != c]
    place = 0
    while place < len(table):
        first, folded = table[place]
        count = 1
        while len(folded) < 2 and place + count < len(table):
            number, other = table[place + count]
            if number != first + count or (other != folded if folded == "" else other != chr(ord(folded) + count)):
                break
            count += 1
        yield first, count, folded
        place += count


def words():
    """`GAP*COUNT:TO.TO`, in hexadecimal; the gap is counted from the end of the run before."""
    end = 0
    for first, count, folded in runs():
        times = f"*{count:x}" if count > 1 else ""
        yield f"{first - end:x}{times}:" + ".".join(f"{ord(c):x}" for c in folded)
        end = first + count


def main():
    lines = [""]
    for word in words():
        if len(lines[-1]) + len(word) > 150:
            lines.append("")
        lines[-1] += word + " "
    composed = " ".join(f"{ord(a):x}.{ord(b):x}:{ord(c):x}" for a, b, c in pairs())
    print(f"""\
// swift-format-ignore-file
// Made by Tests/Browser/fold_table.py from Unicode {unicodedata.unidata_version}; it says what stands here.

enum FoldTable {{
  static let folds: StaticString = \"""
{chr(10).join("    " + line + chr(92) for line in lines[:-1])}
    {lines[-1]}
    \"""

  static let pairs: StaticString =
    "{composed}"
}}""")


if __name__ == "__main__":
    main()
