"""A small dump cut at every byte, and with every byte flipped: a sentence with a place, or a whole report."""

import concurrent.futures
import json
import os
import re
import shutil

import pytest
from corpus import sample
from runs import beside, command, make_site, run, tree

DOCUMENT = (
    '{"organization":{"id":"a","name":"Ä","time_zone":"Europe/Berlin","exported_at":"2026-11-24T10:00:00Z"},\n'
    '"users":[{"id":"u1","name":"Zoë \\u00e9","bot":false,"last_login_at":1764000000},{"id":2}],\n'
    '"workspaces":[{"id":"w1","description":"*a*","archived":true}],"x":{"y":[1.5e3,null,"\\\\"]},\n'
    '"memberships":[{"user_id":"u1","workspace_id":"w1"}],\n'
    '"events":[{"user_id":"u1","workspace_id":"w1","type":"t","at":"2026-11-24","count":3},\n'
    '{"user_id":2,"type":"login","at":"2026-11-23T23:59:60+01:00"}]}\n'
).encode()


def as_lines(document):
    dump = json.loads(document)
    kinds = {"users": "user", "workspaces": "workspace", "memberships": "membership", "events": "event"}
    records = [{"kind": "organization", **dump["organization"]}]
    records += [{"kind": kind, **record} for section, kind in kinds.items() for record in dump[section]]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def cuts(whole):
    return [(f"cut at {length}", whole[:length]) for length in range(len(whole))]


def flips(whole):
    """Each byte with each of its eight bits turned."""
    return [
        (f"bit {bit} of byte {place}", whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        for place in range(len(whole))
        for bit in range(8)
    ]


class Damaged:
    """Publishes damaged dumps, each over the old report, and looks at what is left."""

    def __init__(self, folder, old, name):
        self.folder, self.old, self.name = folder, old, name
        self.site = make_site(folder / "site", "#7a1f5c")

    def publish(self, number, why, text):
        folder = self.folder / str(number)
        folder.mkdir()
        dump, output = folder / self.name, folder / "out/public"
        dump.write_bytes(text)
        self.old.copy_to(output)
        ending = run(command(dump, output, "--site", self.site, "--force"))
        now = tree(output)
        assert beside(output) == [".rollcall-public.lock", "public"], why
        if ending.returncode == 0:
            status = json.loads(now["status.json"])
            files = sum(content is not None for content in now.values())
            # The marker is no file of the report.
            assert files == status["files"] + 1, why
            lines = now["quality.csv"].decode("utf-8-sig").splitlines()[1:]
            assert all(re.search(r',"\d+","\d+"$', line) or '"note: no organization"' in line for line in lines), (why, lines)
        else:
            assert ending.returncode == 1, f"{why}: {ending.returncode} {ending.stderr}"
            assert re.match(rf"rollcall: {re.escape(self.name)}:\d+:\d+: .{{10,}}\n\Z", ending.stderr), f"{why}: {ending.stderr}"
            assert now == self.old.tree, why
        shutil.rmtree(folder)
        return ending.returncode


@pytest.mark.parametrize("name", ["dump.json", "dump.ndjson"])
def test_takes_damage_or_says_where_it_is(hard, promise, old_and_new, in_memory, name):
    whole = DOCUMENT if name == "dump.json" else as_lines(DOCUMENT)
    damaged = Damaged(in_memory, old_and_new[0], name)
    cases = sample(cuts(whole), 10, hard) + sample(flips(whole), 20, hard)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        codes = list(pool.map(lambda case: damaged.publish(case[0], *case[1]), enumerate(cases)))
    assert 0 in codes and 1 in codes
    promise(
        "a dump that is cut at any byte, or has a bit turned, is read or refused with its place, and the report is whole or untouched",
        f"{len(cases):,} damaged dumps", "document" if name == "dump.json" else "NDJSON",
    )  # fmt: skip
