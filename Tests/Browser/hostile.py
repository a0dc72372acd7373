"""A made-up organization, with records on top that break careless pages."""

import json

HOSTILE_NAMES = {
    "h-script": "<script>alert(1)</script>",
    "h-long": "Wolfeschlegelsteinhausenbergerdorff" * 9,
    "h-words": "Pablo Diego José Francisco de Paula Juan Nepomuceno " * 6,
    "h-rtl": "محمد بن عبد الله بن عبد المطلب",
    "h-override": "\u202etxt.exe\u202d Smith",
    "h-emoji": "👩🏽‍🚀🦊🎉",
    "h-twin-1": "Kim Lee",
    "h-twin-2": "Kim Lee",
    "h-template": "{{title}} & \"quoted\" 'name' --> ]]>",
    "=cmd|'/c calc'!A1": "=HYPERLINK(\"https://evil.example\")",
}
HOSTILE_WORKSPACE = "</title><img src=x onerror=alert(1)>" + "W" * 200


def hostile_lines():
    """NDJSON; the organization stands first, so it is the one that holds."""
    at = "2026-11-24T09:30:00Z"
    yield {"kind": "organization", "id": "hostile", "time_zone": "Europe/Berlin",
           "name": "<b>Nordlicht</b> & " + "Töchter" * 40,
           "description": "# Big\n\n<script>alert(1)</script> " + "x" * 400 + "\n\n| a | b |\n|-|-|\n| 1 | 2 |"}
    yield {"kind": "workspace", "id": "h-w", "name": HOSTILE_WORKSPACE, "description": "[x](javascript:alert(1))"}
    for number, (id, name) in enumerate(HOSTILE_NAMES.items()):
        yield {"kind": "user", "id": id, "name": name, "email": f"{'mail' * (1 + 12 * (number % 2))}{number}@h.example",
               "role": "<i>role</i>" if number % 3 else "R" * 120, "created_at": "2026-11-01",
               "status": "active" if number != 8 else "on <leave>", "description": "*hi* " + name}
        yield {"kind": "membership", "user_id": id, "workspace_id": "h-w", "role": name[:150]}
        yield {"kind": "event", "user_id": id, "workspace_id": "h-w", "type": "t" * 90 if number == 1 else "<type>",
               "at": at, "count": 900 - 7 * (number // 2)}
    yield {"kind": "event", "user_id": "nobody<br>", "type": "x" * 300, "at": at}
    yield {"kind": "event", "user_id": "h-rtl", "type": "x", "at": "yesterday"}
    yield {"kind": "user", "id": "h-noted", "name": 5}


def write_hostile(path):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in hostile_lines()), encoding="utf-8")
