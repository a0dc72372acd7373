"""Does the job of `rollcall build` with what one would glue together instead, and writes to figures.tsv how many times as
long it takes: DuckDB for the numbers by user, workspace, type and day; Hugo for one page a user with its days; Pagefind for
the index over those pages. All on the same dump, on the same machine, in one run.

Usage: peers.py PROGRAMS FOLDER USERS-EVENTS…, with DuckDB, Hugo and Pagefind installed for this Python.

The glue between them (a content file a user, written from DuckDB's rows) is timed apart and not held against them.
"""

import json
import os
import sys
import sysconfig
import time

import duckdb
from bench import Bench, Time, record

SCRIPTS = sysconfig.get_path("scripts")
LAYOUT = """<!doctype html><html lang="en"><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
<p>{{ .Params.email }}</p><table>{{ range .Params.days }}<tr><td>{{ .date }}</td><td>{{ .events }}</td></tr>
{{ end }}</table></body></html>
"""


def timed(work):
    """By all threads of this process."""
    clock, cpu = time.monotonic(), time.process_time()
    result = work()
    return Time(time.monotonic() - clock, time.process_time() - cpu), result


def numbers(dump):
    """Everything that the pages need, grouped by user, workspace, type and day."""
    base = duckdb.connect()
    load, _ = timed(lambda: base.execute(
        "CREATE TABLE records AS SELECT * FROM read_ndjson(?, columns = {kind: 'VARCHAR', id: 'VARCHAR',"
        " name: 'VARCHAR', email: 'VARCHAR', user_id: 'VARCHAR', workspace_id: 'VARCHAR', type: 'VARCHAR',"
        " \"at\": 'VARCHAR', count: 'BIGINT'}, maximum_object_size = 16777216)", [dump]))

    def group():
        base.execute(
            "CREATE TABLE events AS SELECT user_id, workspace_id, type,"
            " (coalesce(try_cast(\"at\" AS TIMESTAMPTZ), to_timestamp(if(unix < 1e11, unix, unix / 1000)))"
            " AT TIME ZONE 'Europe/Berlin')::DATE AS day, coalesce(count, 1) AS count"
            " FROM (SELECT *, try_cast(\"at\" AS DOUBLE) AS unix FROM records) WHERE kind = 'event'")
        for key in ("user_id", "workspace_id", "type", "day"):
            base.execute(f"SELECT {key}, sum(count), count(DISTINCT user_id), count(DISTINCT day)"
                         f" FROM events GROUP BY {key}").fetchall()
        base.execute("CREATE TABLE days AS SELECT user_id, day, sum(count) AS events FROM events"
                     " GROUP BY user_id, day ORDER BY user_id, day")
    grouping, _ = timed(group)
    return load + grouping, base


def content(base, site):
    """A content file a user, in 256 folders, as many pages in one folder are slower."""
    os.makedirs(f"{site}/layouts/_default")
    for name in ("single", "list"):
        with open(f"{site}/layouts/_default/{name}.html", "w") as file:
            file.write(LAYOUT)
    with open(f"{site}/hugo.toml", "w") as file:
        file.write('baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n')
    for number in range(256):
        os.makedirs(f"{site}/content/users/{number:02x}")
    rows = base.execute(
        "SELECT id, any_value(name), any_value(email), list({'date': day::VARCHAR, 'events': days.events::BIGINT}"
        " ORDER BY day) FROM records LEFT JOIN days ON id = days.user_id WHERE kind = 'user' GROUP BY id")
    number = 0
    while batch := rows.fetchmany(10_000):
        for user, name, email, days in batch:
            number += 1
            with open(f"{site}/content/users/{number % 256:02x}/{user}.md", "w") as file:
                days = [day for day in days or [] if day and day["date"]]
                json.dump({"title": name or user, "email": email or "", "days": days}, file)
    return number


def compare(bench, users, events):
    dump = bench.dump(users, events, "ndjson")
    ours = bench.best(3, dump)["time"]
    os.sync()
    numbers_by_duckdb, base = numbers(dump)
    site = bench.fresh()
    glue, pages = timed(lambda: content(base, site))
    base.close()
    hugo = bench.timed(f"{SCRIPTS}/hugo", "--source", site, "--quiet")[0]
    pagefind = bench.timed(sys.executable, "-m", "pagefind", "--site", f"{site}/public")[0]
    bench.remove(site)
    together = numbers_by_duckdb + hugo + pagefind
    record("peers", [(f"{users:,} users, {events:,} events", {
        "DuckDB loads and groups": f"{numbers_by_duckdb}",
        "Hugo, a page a user": f"{hugo}",
        "Pagefind over those pages": f"{pagefind}",
        "together": f"{together}",
        "rollcall": f"{ours}",
        "times as fast": f"{together.clock / ours.clock:.1f}",
        "DuckDB + Hugo + Pagefind against rollcall, CPU time": f"{together.cpu / ours.cpu:.1f}",
    })])  # fmt: skip
    print(f"\nThe glue between them took {glue} more, for {pages:,} pages.")


def main():
    programs, folder, *sizes = sys.argv[1:]
    sizes = [[int(n) for n in size.split("-")] for size in sizes]
    bench = Bench(programs, folder)
    # Content, pages and index of the peers are as many small files.
    bench.enter(sizes, reports=3)
    for size in sizes:
        compare(bench, *size)


main()
