"""Groups the events of a dump where they lie, so that rollcall need not read them all.

    spark-submit preaggregate.py --time-zone Europe/Berlin --output OUT DUMP...

DUMP is whatever Spark reads: a file, a folder, a glob, `hdfs:` or `s3a:`; NDJSON, also
compressed. OUT becomes a folder of NDJSON that `rollcall build OUT --format ndjson` reads;
it is there only when the job is done.

Events of one user, workspace, type and hour of the organization's clock become one event:
their counts summed, `at` the newest. Only plain good events do. Any record about which there
could be a doubt is passed through byte for byte, so that rollcall decides it as it would have:
this program knows no rule by which a record is rejected, noted or shown.
"""

import argparse
import sys

from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# JSON (RFC 8259), strictly, objects and arrays in an object up to DEEPEST. Possessive, so that
# Java neither backtracks nor recurses over a long text. A key with an escape is in doubt.
DEEPEST = 3
BLANK = r"[ \t]*+"
PLAIN = r'[^"\\\x00-\x1f]*+'
PAIR_OF_SURROGATES = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
ESCAPE = rf'\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{{4}}|{PAIR_OF_SURROGATES})'
STRING = rf'"{PLAIN}(?:{ESCAPE}{PLAIN})*+"'
NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"
KEY = rf'"{PLAIN}"{BLANK}:{BLANK}'
OPEN, CLOSE, FIRST, LAST = r"\{", r"\}", r"\[", r"\]"


def listed(opening, element, closing):
    """Elements between brackets, with a comma between any two."""
    return rf"{opening}{BLANK}(?:{element}{BLANK}(?:,{BLANK}(?!{closing})|(?={closing})))*+{closing}"


SCALAR = rf"{STRING}|{NUMBER}|true|false|null"
VALUE = rf"(?:{SCALAR})"
for _ in range(DEEPEST):
    VALUE = rf"(?:{SCALAR}|{listed(OPEN, KEY + VALUE, CLOSE)}|{listed(FIRST, VALUE, LAST)})"
OBJECT = rf"^{BLANK}{listed(OPEN, KEY + VALUE, CLOSE)}[ \t\r]*+\z"
LONGEST = 1 << 20

# Of what is an event beyond doubt the kind is written once, and no key has an escape in which
# another kind could hide.
EVENT = r'"kind"[ \t]*+:[ \t]*+"event"'
TWO_KINDS = r'(?s)"kind"[ \t\r]*+:.*"kind"[ \t\r]*+:'
HIDDEN_KEY = r'\\u00[0-7][^"]*+"[ \t\r]*+:'

RFC_3339 = (
    r'^"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])'
    r'(?:\.[0-9]+)?(Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"$'
)
UNIX_TIME = r'^"?([1-9][0-9]{0,13})(?:\.[0-9]+)?"?$'
DATE = r'^"([0-9]{4}-[0-9]{2}-[0-9]{2})"$'
DAY = 86_400
END = 4_102_444_800
MOST_OF_AN_EVENT = 1_000_000


def main():
    options = arguments()
    spark = SparkSession.builder.appName("rollcall-preaggregate").getOrCreate()
    run(spark, options)
    spark.stop()


def arguments(given=None):
    parser = argparse.ArgumentParser(description="Groups the events of a dump for rollcall.")
    parser.add_argument("dump", nargs="+", help="what Spark reads: NDJSON, also compressed")
    parser.add_argument("--output", required=True, help="a folder that does not exist yet")
    parser.add_argument("--time-zone", required=True, help="the report's, such as Europe/Berlin")
    parser.add_argument("--as-of", help="as given to rollcall build: RFC 3339 or Unix time")
    return parser.parse_args(given)


def run(spark, options):
    # Times are instants here; the report's zone is named where it matters. A date that does not
    # exist is nothing, not an error. Users are joined once all of the dump was read for them.
    for name, value in {"session.timeZone": "UTC", "ansi.enabled": "false", "broadcastTimeout": "1000000"}.items():
        spark.conf.set(f"spark.sql.{name}", value)
    check(spark, options)
    events, others = split(read(spark, options.dump))
    others = others.persist()
    until = latest(spark, others, options.as_of)
    # Both of its kinds are written, and neither is worth another scan.
    groups = groups_of(events, others, until, options.time_zone).persist(StorageLevel.DISK_ONLY)
    passed = groups.where(F.col("passed").isNotNull()).select("place.*", F.col("passed").alias("value"))
    grouped = groups.where(F.col("passed").isNull()).select(F.explode(written()).alias("value"))
    publish(spark, options.output, {"1-records": in_order(others.unionByName(passed)), "2-events": grouped})
    groups.unpersist()
    others.unpersist()


def check(spark, options):
    """What would fail late, after long work."""
    path = spark._jvm.org.apache.hadoop.fs.Path(options.output)
    if path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path):
        raise SystemExit(f"preaggregate: {options.output}: exists; name a folder that does not, with --output")
    if options.time_zone not in spark._jvm.java.time.ZoneId.getAvailableZoneIds():
        raise SystemExit(f"preaggregate: no time zone '{options.time_zone}'; name one such as Europe/Berlin")


def read(spark, paths):
    """One row a line, with its place: `input`, `file`, `block`, `number`."""
    rows = None
    for number, path in enumerate(paths):
        # Hadoop would end a line at a lone carriage return as well.
        part = spark.read.text(path, lineSep="\n", recursiveFileLookup=True).select(
            "value",
            F.lit(number).alias("input"),
            # An URL's path, in which a blank is %20 and a plus is itself.
            F.url_decode(F.replace(F.col("_metadata.file_path"), F.lit("+"), F.lit("%2B"))).alias("file"),
            F.col("_metadata.file_block_start").alias("block"),
            F.monotonically_increasing_id().alias("number"),
        )
        rows = part if rows is None else rows.unionAll(part)
    # A mark that is not at the start of its file must not come to stand at the start of another.
    marked = F.concat(F.lit(" "), "value")
    return rows.withColumn("value", F.when(F.col("value").startswith("\ufeff"), marked).otherwise(F.col("value")))


def split(lines):
    """What may be an event and is nothing else, and the rest, in which order matters."""
    line = F.col("value")
    is_event = line.rlike(EVENT) & ~line.rlike(TWO_KINDS) & ~line.rlike(HIDDEN_KEY)
    return lines.where(is_event), lines.where(~is_event & (F.trim(line) != ""))


def token(key):
    """The JSON of a field of a plain object; empty where there is none."""
    before = rf'(?:(?!"{key}"{BLANK}:){KEY}{VALUE}{BLANK},{BLANK})*+'
    return F.regexp_extract("value", rf'^{BLANK}{OPEN}{BLANK}{before}"{key}"{BLANK}:{BLANK}({VALUE})', 1)


def is_plain():
    """Whether a line is an object that says what it seems to say."""
    line = F.col("value")
    keys = F.json_object_keys(line)
    is_plain = (
        (F.length(line) < LONGEST) & F.is_valid_utf8(line) & line.rlike(OBJECT)
        # Of a key that comes twice the last would hold.
        & (F.size(keys) == F.size(F.array_distinct(keys)))
    )  # fmt: skip
    return F.coalesce(is_plain, F.lit(False))


def text(json):
    """Of an id or a word: itself, as long as it is written without escapes; else null."""
    written = F.regexp_extract(json, r'^"([^"\\]+)"$', 1)
    found = F.concat(written, F.regexp_extract(json, r"^([1-9][0-9]{0,17}|0)$", 1))
    return F.when(found != "", found)


def is_absent(json):
    return json.isin("", '""', "null")


def seconds(json):
    """Unix seconds of a time, above 0 and before 2100; null where it is not plain."""
    written = F.concat(F.regexp_extract(json, RFC_3339, 1), F.regexp_extract(json, RFC_3339, 2))
    number = F.regexp_extract(json, UNIX_TIME, 1).cast("long")
    number = F.when(number < 100_000_000_000, number).otherwise(F.floor(number / 1000))
    found = F.coalesce(number, written.cast("timestamp").cast("long"))
    return F.when((found > 0) & (found < END), found)


def latest(spark, others, as_of):
    """A time that as-of is not before: which later events are in the future, rollcall says."""
    if as_of is not None:
        given = spark.range(1).select(seconds(F.lit(f'"{as_of}"')).alias("time")).first().time
        if given is None:
            raise SystemExit(f"preaggregate: --as-of: no time '{as_of}'; write one as 2026-11-24T10:00:00Z")
        return F.lit(given)
    line = F.col("value")
    may_say = others.where(line.contains("exported_at") | line.rlike(HIDDEN_KEY))
    said = may_say.select(is_plain().alias("is_plain"), token("kind").alias("kind"), token("exported_at").alias("time"))
    said = said.where(~F.col("is_plain") | (F.col("kind") == '"organization"') & ~is_absent(F.col("time")))
    # A date begins on some day before it in UTC, whatever the zone. The newest counts, so that
    # one in doubt only matters where no other is.
    date = F.regexp_extract("time", DATE, 1).cast("timestamp").cast("long") - DAY
    date = F.when((date > 0) & (date < END), date)
    time = F.when(F.col("is_plain"), F.coalesce(seconds(F.col("time")), date))
    newest, times = said.select(F.max(time), F.count("*")).first()
    if newest is None and times > 0:
        print("preaggregate: exported_at is in doubt; all events are passed through", file=sys.stderr)
        return F.lit(0)
    return F.lit(newest) if newest is not None else F.unix_timestamp(F.current_timestamp())


def known(others, kind, name):
    """The ids of one kind of record that nobody can doubt, to be held by every worker."""
    rows = others.where(is_plain() & (token("kind") == f'"{kind}"'))
    return F.broadcast(rows.select(text(token("id")).alias(name)).where(F.col(name).isNotNull()).distinct())


def groups_of(events, others, until, zone):
    """Groups of good events; each other line as a group by itself, `passed`, with its place."""
    # Tokens first, each once: Spark would look for them again wherever they are used.
    fields = ["kind", "user_id", "workspace_id", "type", "at", "count"]
    place = F.struct("input", "file", "block", "number").alias("place")
    tokens = events.select("value", place, is_plain().alias("is_plain"), *(token(key).alias(key) for key in fields))
    count = F.when(is_absent(F.col("count")), F.lit("1")).otherwise(F.col("count"))
    parsed = tokens.select(
        "value",
        "place",
        (F.col("is_plain") & (F.col("kind") == '"event"')).alias("is_plain"),
        text(F.col("user_id")).alias("user"),
        text(F.col("workspace_id")).alias("workspace"),
        is_absent(F.col("workspace_id")).alias("is_outside"),
        F.when(F.col("type").startswith('"'), text(F.col("type"))).alias("type"),
        seconds(F.col("at")).alias("at"),
        F.regexp_extract(count, r"^([1-9][0-9]{0,6})$", 1).cast("long").alias("count"),
    )
    users = known(others, "user", "user").withColumn("has_user", F.lit(True))
    workspaces = known(others, "workspace", "workspace").withColumn("has_workspace", F.lit(True))
    joined = parsed.join(users, "user", "left").join(workspaces, "workspace", "left")
    is_good = (
        F.col("is_plain") & F.col("has_user") & (F.col("has_workspace") | F.col("is_outside"))
        & F.col("type").isNotNull() & (F.col("at") <= until) & (F.col("count") <= MOST_OF_AN_EVENT)
    )  # fmt: skip
    is_good = F.coalesce(is_good, F.lit(False))
    # The hour and its offset: the hour that comes twice in autumn is two.
    local = F.from_utc_timestamp(F.timestamp_seconds("at"), zone).cast("long")
    keys = {
        "user": F.col("user"),
        "workspace": F.col("workspace"),
        "type": F.col("type"),
        "hour": F.floor(local / 3600),
        "offset": local - F.col("at"),
    }
    # One scan and one exchange for both: a line that is passed through is a group by itself.
    passed = {"passed": F.col("value"), "place": F.col("place")}
    return joined.select(
        *(F.when(is_good, column).alias(name) for name, column in keys.items()),
        *(F.when(~is_good, column).alias(name) for name, column in passed.items()), "at", "count",
    ).groupBy(*keys, *passed).agg(F.sum("count").alias("count"), F.max("at").alias("at"))  # fmt: skip


def written():
    """A group's lines, each within what an event may count."""
    fields = F.concat(
        F.lit('{"kind":"event","user_id":"'), F.col("user"),
        F.coalesce(F.concat(F.lit('","workspace_id":"'), F.col("workspace")), F.lit("")),
        F.lit('","type":"'), F.col("type"), F.lit('","at":'), F.col("at"), F.lit(',"count":'),
    )  # fmt: skip
    parts = F.sequence(F.lit(0).cast("long"), F.floor((F.col("count") - 1) / MOST_OF_AN_EVENT))
    return F.transform(
        parts,
        lambda part: F.concat(
            fields, F.least(F.lit(MOST_OF_AN_EVENT), F.col("count") - part * MOST_OF_AN_EVENT), F.lit("}")
        ),
    )


def in_order(lines):
    """As in the files: of records with one id the first holds, of bad ones the first is shown."""
    return lines.orderBy("input", "file", "block", "number").select("value")


def publish(spark, output, parts):
    """Writes beside the output, and renames when all is done."""
    path = spark._jvm.org.apache.hadoop.fs.Path
    target, staging = path(output), path(output.rstrip("/") + ".new")
    files = target.getFileSystem(spark._jsc.hadoopConfiguration())
    files.delete(staging, True)
    for name, rows in parts.items():
        folder = path(staging, name)
        rows.write.text(folder.toString(), lineSep="\n")
        # Spark calls text `.txt`; rollcall reads `.ndjson`.
        for status in files.listStatus(folder):
            written = status.getPath().getName()
            if written.endswith(".txt"):
                rename(files, path(folder, written), path(folder, written[:-4] + ".ndjson"))
    rename(files, staging, target)


def rename(files, old, new):
    # False for some failures.
    if not files.rename(old, new):
        raise SystemExit(f"preaggregate: {old.toString()}: cannot be renamed to {new.toString()}")


if __name__ == "__main__":
    main()
