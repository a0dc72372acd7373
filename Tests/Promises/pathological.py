"""Markdown that makes parsers slow: the cases of pathological.json, built as its `kinds` say."""

import itertools

from corpus import read_json


def cases():
    """As they are, and broken up by numbers, so that counting repetitions does not stop them."""
    known = sum((file["cases"] for file in read_json("markdown/pathological.json")), [])
    return known + [{**case, "id": case["id"] + ", broken up", "piece": 48} for case in known]


def text_of(case, size):
    """The case in `size` bytes or a few more or less."""
    if "piece" not in case:
        return whole(case, size)
    piece = case["piece"]
    text = whole(case, size * piece // (piece + 4))
    return "".join(f"{text[at : at + piece]}{number}" for number, at in enumerate(range(0, len(text), piece)))


def whole(case, size):
    kind = case.get("kind")
    if kind is None:
        return repeated(case, size)
    if kind == "depth":
        return grown(size, lambda n: " " * 2 * n + case["line"] + "\n")
    if kind == "backticks":
        return grown(size, lambda n: "e" + "`" * (n + 1))
    if kind == "table_cols":
        return "a|" * (size // 8) + "\n" + "-|" * (size // 8) + "\n" + "a\n" * (size // 4)
    if kind == "refdefs":
        return grown(size // 2, lambda n: f"[{n}]: u\n") + "[0] " * (size // 8)
    if kind == "refblowup":
        return "[x]: /" + "u" * (size // 2) + "\n\n" + "[x] " * (size // 8)
    if kind == "refcollide":
        keys = (f"x{n}" for n in itertools.count() if hash_of(f"x{n}") % 16 == 0)
        first = next(keys)
        return grown(size, lambda n: f"[{next(keys)}]: /url\n\n[{first}]\n\n")
    if kind == "footdefs":
        return grown(size, lambda n: f"[^{n}]: u [^{n}]\n\n")
    assert kind == "footnest", kind
    return "[^0]\n\n" + grown(size, lambda n: f"[^{n}]: u [^{n + 1}] [^{n + 1}]\n\n")


def repeated(case, size):
    prefix, infix, suffix = (case.get(key, "") for key in ("prefix", "infix", "suffix"))
    first, second = case["repeat"], case.get("repeat2", "")
    count = (size - len((prefix + infix + suffix).encode())) // len((first + second).encode())
    return prefix + first * count + infix + second * count + suffix


def grown(size, piece):
    text, length = [], 0
    for number in itertools.count():
        if length >= size:
            return "".join(text)
        text.append(piece(number))
        length += len(text[-1])


def hash_of(key):
    """libcmark-gfm's, of a reference's label."""
    hash = 0
    for byte in key.encode():
        hash = (byte + (hash << 6) + (hash << 16) - hash) & 0xFFFFFFFF
    return hash
