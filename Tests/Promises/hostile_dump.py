"""One dump in which strangers' texts stand in every field, and its twin with plain names."""

import itertools
import json

AT = "2026-11-24T09:30:00Z"


def plain(texts):
    return [f"Plain {number:05}" for number in range(len(texts))]


def write_dump(path, texts, hostile_ids=False):
    """A user, a type and, for every fourth text, a workspace: their records differ in nothing but `texts`.

    With `hostile_ids` the texts are ids and statuses, and everything else is plain; else the other way round.
    """
    words = texts if not hostile_ids else plain(texts)
    ids = texts if hostile_ids else [f"u{number:05}" for number in range(len(texts))]
    workspaces = [f"w{number:05}" for number in range(len(texts))] if not hostile_ids else texts
    first = words[0]
    records = [{
        "kind": "organization", "id": workspaces[0], "name": first, "description": first, "url": first,
        "time_zone": "UTC", "exported_at": "2026-11-24T10:00:00Z",
    }]  # fmt: skip
    for number, (text, id) in enumerate(zip(words, ids)):
        user = {"kind": "user", "id": id, "created_at": "2026-01-01", "last_login_at": AT, "name": text,
                "email": text, "role": text, "title": text, "description": text}  # fmt: skip
        if hostile_ids:
            user["status"] = texts[number]
        records.append(user)
        workspace = workspaces[number // 4]
        if number % 4 == 0:
            records.append({"kind": "workspace", "id": workspace, "name": text, "description": text})
        records.append({"kind": "membership", "user_id": id, "workspace_id": workspace, "role": text})
        records.append({"kind": "event", "user_id": id, "workspace_id": workspace, "type": text, "at": AT})
        # Bad records: the text is an example.
        records += [{"kind": text, "id": id}] if number < 3 else []
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def spread(texts, number):
    """`number` of them, from all over."""
    return list(itertools.islice(texts, 0, None, max(1, len(texts) // number)))
