"""What lists show in the browser, from the CSVs and these rules alone: an oracle that shares no code with the program.

- Rows are chosen by columns: one of the values given, or with `!` before it any other; of `days_idle` at least so
  many, or unknown. Then by text: each fragment, folded as the search does, stands in a name, an email or an id of
  the row, in a workspace's name or id, or in the role where the list shows it.
- Rows are sorted by one column, downward with `-` before it, and stay in the order of the CSV where they are equal.
  Names are in the order of the lists by name, states in that of how lately they were used, other words by their
  folded form, numbers and times by their value. What is absent comes last, but who was never active was longest ago,
  and nobody knows how long an account of unknown age has been idle: longest of all.
"""

import functools
import re
from urllib.parse import parse_qsl

from search_rules import Row, fold

NUMBERS = {
    "workspace_count", "active_days_28", "events_28", "events", "score", "days_idle", "members", "active_28d", "score_month",
    "score_last_month",
}
TIMES = {"created_at", "last_login", "last_active", "since"}
WORDS = {"role", "status", "last_active_from"}
STATES = ["active", "quiet", "dormant", "new", "never"]
SHOWS_ROLE = {"users", "access", "members"}


def plain(cell):
    """Without the guard, in cells that begin with it."""
    return re.sub(r"^'(?=[=+\-@＝＋－＠])", "", cell)


class Lists:
    def __init__(self, report):
        self.table = functools.cache(report.rows)
        self.users = {row["user_id"]: (place, row) for place, row in enumerate(self.table("users"))}
        self.workspaces = {row["workspace_id"]: (place, row) for place, row in enumerate(self.table("workspaces"))}

    def rows(self, table, query):
        """The rows of the view as dictionaries, in its order."""
        rows = self.table(table)
        kind = "members" if table.startswith("workspaces/") else table
        sort = fragments = ""
        chosen = {}
        for name, value in parse_qsl(query, keep_blank_values=True):
            if name == "q":
                fragments = value
            elif name == "sort":
                sort = value
            elif name != "from":
                chosen.setdefault(name, []).append(value)
        for name, given in chosen.items():
            rows = [row for row in rows if any(self.has(row, name, value) for value in given)]
        for fragment in fold(fragments).split():
            rows = [row for row in rows if fragment in self.text(row, kind)]
        return self.sorted(rows, sort, kind) if sort else rows

    def has(self, row, name, value):
        if name == "bot" and name not in row:
            row = self.users[row["user_id"]][1]
        if name == "days_idle":
            return row[name] == "" or int(row[name]) >= int(value)
        cells = row[name].split("; ") if name == "workspaces" else [plain(row[name])]
        is_not = value.startswith("!") and not value.startswith("!!")
        value = value[1:] if value.startswith("!") else value
        return any((cell != value) if is_not else (cell == value) for cell in cells)

    def text(self, row, kind):
        texts = []
        if "user_id" in row:
            texts.append(Row(0, *(plain(row[name]) for name in ("name", "email", "user_id"))).all)
        if "workspace_id" in row:
            texts.append(Row(3, plain(row.get("workspace", row["name"])), "", plain(row["workspace_id"])).all)
        if kind in SHOWS_ROLE:
            texts.append(fold(plain(row["role"])))
        return "\n".join(texts)

    def sorted(self, rows, sort, kind):
        name, is_down = sort.removeprefix("-"), sort.startswith("-")
        keys = [self.key(row, name, kind) for row in rows]
        there = [(key, row) for key, row in zip(keys, rows) if key is not None]
        # Stable both ways, as Python's sort is.
        there.sort(key=lambda pair: pair[0], reverse=is_down)
        return [row for _, row in there] + [row for key, row in zip(keys, rows) if key is None]

    def key(self, row, name, kind):
        cell = row[name]
        if name == "name":
            return self.workspaces[row["workspace_id"]][0] if kind == "workspaces" else self.users[row["user_id"]][0]
        if name == "workspace":
            return self.workspaces[row["workspace_id"]][0]
        if name in NUMBERS:
            return int(cell) if cell else float("inf") if name == "days_idle" else None
        if name in TIMES:
            return cell or (None if name in ("created_at", "since") else "")
        if name == "state":
            return STATES.index(cell) if cell in STATES else len(STATES)
        if cell == "":
            return None
        return (fold(plain(cell)), plain(cell)) if name in WORDS else plain(cell)

