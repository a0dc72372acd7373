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

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# Flat JSON objects, strictly (RFC 8259). Possessive, so that Java neither backtracks nor
# recurses over a long text. A key with an escape, or half of a surrogate pair, is in doubt.
BLANK = r"[ \t]*+"
STRING = r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*+"'
VALUE = rf"(?:{STRING}|-?(?:0|[1-9][0-9]{{0,17}})(?![0-9])|true|false|null)"
PAIR = rf'"[^"\\\x00-\x1f]*+"{BLANK}:{BLANK}{VALUE}{BLANK}'
FLAT = rf"^{BLANK}\{{{BLANK}(?:{PAIR},{BLANK})*+{PAIR}\}}[ \t\r]*+\z"
# A key that comes twice, of those that are read here: the last would hold.
TWICE = r'(?s)"(kind|id|user_id|workspace_id|type|at|count|exported_at)"[ \t]*+:.*"\1"[ \t]*+:'

# A key or a word may be written with escapes: then a line may be more than it seems.
HIDDEN = r"\\u00[0-7]"
LONGEST = 1 << 20

# Whole seconds, 1970 to 2099, of an RFC 3339 time with an offset that is in use.
RFC_3339 = (
    r'^"((?:19[7-9]|20[0-9])[0-9])-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])'
    r'(?:\.[0-9]+)?(Z|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))"$'
)
END = 4_102_444_800
MOST_OF_AN_EVENT = 1_000_000


def main():
    options = arguments()
    # Times are instants here; the organization's zone is named where it matters. A date that
    # does not exist is nothing, not an error.
    spark = (
        SparkSession.builder.appName("rollcall-preaggregate")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate()
    )
    lines = read(spark, options.dump)
    events, others = split(lines)
    others = without_byte_order_marks(others, lines).persist()
    until = latest(others, options.as_of)
    grouped = grouped_events(events, others, until, options.time_zone)
    publish(spark, options.output, {"1-records": in_order(others), "2-events": grouped})
    spark.stop()


def arguments():
    parser = argparse.ArgumentParser(description="Groups the events of a dump for rollcall.")
    parser.add_argument("dump", nargs="+", help="what Spark reads: NDJSON, also compressed")
    parser.add_argument("--output", required=True, help="a folder that does not exist yet")
    parser.add_argument("--time-zone", required=True, help="the organization's, such as Europe/Berlin")
    parser.add_argument("--as-of", help="as given to rollcall build: RFC 3339")
    return parser.parse_args()


def read(spark, paths):
    """One row a line, with its place: `input`, `file`, `block`, `number`."""
    rows = None
    for number, path in enumerate(paths):
        # Hadoop would end a line at a lone carriage return as well.
        part = spark.read.text(path, lineSep="\n", recursiveFileLookup=True).select(
            "value",
            F.lit(number).alias("input"),
            F.col("_metadata.file_path").alias("file"),
            F.col("_metadata.file_block_start").alias("block"),
            F.monotonically_increasing_id().alias("number"),
        )
        rows = part if rows is None else rows.unionAll(part)
    return rows


def split(lines):
    """What may be an event, and everything else."""
    is_event = (
        F.col("value").rlike(r'"kind"[ \t]*+:[ \t]*+"event"')
        & ~F.col("value").contains("exported_at")
        & ~F.col("value").rlike(HIDDEN)
        & ~F.col("value").startswith("\ufeff")
    )
    return lines.where(is_event), lines.where(~is_event & (F.trim("value") != ""))


def without_byte_order_marks(others, lines):
    """A mark at the start of a file would stand within one after this program."""
    marked = others.where(F.col("value").startswith("\ufeff")).select("file").distinct()
    files = [row.file for row in marked.collect()]
    if not files:
        return others
    first = (
        lines.where(F.col("file").isin(files) & (F.col("block") == 0))
        .groupBy("file").agg(F.min("number").alias("first"))
    )  # fmt: skip
    is_mark = F.col("value").startswith("\ufeff") & (F.col("number") == F.col("first"))
    value = F.when(is_mark, F.expr("substring(value, 2)")).otherwise(F.col("value"))
    return others.join(F.broadcast(first), "file", "left").withColumn("value", value).drop("first")


def token(key):
    """The JSON of a flat object's field; empty where there is none."""
    return F.regexp_extract("value", rf'"{key}"{BLANK}:{BLANK}({VALUE})', 1)


def is_plain():
    """Whether a line is a flat object that says what it seems to say."""
    return (
        (F.length("value") < LONGEST)
        # What is no UTF-8 shows as U+FFFD.
        & ~F.col("value").contains("\ufffd")
        & F.col("value").rlike(FLAT)
        & ~F.col("value").rlike(TWICE)
    )


def text(json):
    """Of an id or a word: itself, as long as it is written without escapes; else null."""
    written = F.regexp_extract(json, r'^(?:"([^"\\]+)"|([1-9][0-9]{0,17}|0))$', 1)
    digits = F.regexp_extract(json, r'^(?:"([^"\\]+)"|([1-9][0-9]{0,17}|0))$', 2)
    found = F.concat(written, digits)
    return F.when(found != "", found)


def is_absent(json):
    return json.isin("", '""', "null")


def seconds(json):
    """Unix seconds of a time, above 0 and before 2100; null where it is not plain."""

    def part(number):
        return F.regexp_extract(json, RFC_3339, number)

    days = F.datediff(F.make_date(*(part(n).cast("int") for n in (1, 2, 3))), F.lit("1970-01-01"))
    clock = part(4).cast("int") * 3600 + part(5).cast("int") * 60 + part(6).cast("int")
    offset = F.when(part(7) == "Z", 0).otherwise(
        F.when(part(8) == "-", -1).otherwise(1) * (part(9).cast("int") * 3600 + part(10).cast("int") * 60)
    )
    number = F.regexp_extract(json, r'^"?([1-9][0-9]{0,13})"?$', 1).cast("long")
    number = F.when(number < 100_000_000_000, number).otherwise(F.floor(number / 1000))
    found = F.coalesce(number, days.cast("long") * 86_400 + clock - offset)
    return F.when((found > 0) & (found < END), found)


def latest(others, as_of):
    """The time after which events may be in the future: those are rollcall's to reject."""
    may_say = F.col("value").contains("exported_at") | F.col("value").rlike(HIDDEN)
    said = others.where(may_say).select(
        is_plain().alias("is_plain"), token("kind").alias("kind"), token("exported_at").alias("time")
    )  # fmt: skip
    said = said.where(~F.col("is_plain") | (F.col("kind") == '"organization"'))
    row = said.select(
        F.max(seconds(F.col("time"))).alias("newest"),
        F.count_if(~F.col("is_plain") | ~is_absent(F.col("time")) & seconds(F.col("time")).isNull()).alias("doubts"),
    ).first()  # fmt: skip
    if row.doubts:
        print("preaggregate: an exported_at is in doubt; all events are passed through")
        return F.lit(0)
    until = F.lit(row.newest) if row.newest is not None else F.unix_timestamp(F.current_timestamp())
    if as_of is None:
        return until
    given = seconds(F.lit(f'"{as_of}"'))
    return F.coalesce(F.least(until, given), F.lit(0))


def known(others, kind, name):
    """The ids of one kind of record that nobody can doubt."""
    rows = others.where(is_plain() & (token("kind") == f'"{kind}"'))
    return rows.select(text(token("id")).alias(name)).where(F.col(name).isNotNull()).distinct()


def grouped_events(events, others, until, zone):
    """One line a group, or a line as it is, one column `value`."""
    count = F.when(token("count").isin("", "null", '""'), F.lit("1")).otherwise(token("count"))
    parsed = events.select(
        "value",
        is_plain().alias("is_plain"),
        text(token("user_id")).alias("user"),
        text(token("workspace_id")).alias("workspace"),
        (is_absent(token("workspace_id"))).alias("is_outside"),
        F.when(token("type").startswith('"'), text(token("type"))).alias("type"),
        seconds(token("at")).alias("at"),
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
    groups = joined.select(
        *(F.when(is_good, column).alias(name) for name, column in keys.items()),
        # One scan and one exchange for both: a line that is passed through is a group by itself.
        F.when(~is_good, F.col("value")).alias("passed"), "at", "count",
    ).groupBy(*keys, "passed").agg(
        F.sum("count").alias("count"), F.max("at").alias("at"), F.count("*").alias("times")
    )  # fmt: skip
    return groups.select(F.explode(written()).alias("value"))


def written():
    """A group's lines: its events, each within what an event may count, or the line it is."""
    fields = F.concat(
        F.lit('{"kind":"event","user_id":"'), F.col("user"),
        F.coalesce(F.concat(F.lit('","workspace_id":"'), F.col("workspace")), F.lit("")),
        F.lit('","type":"'), F.col("type"), F.lit('","at":'), F.col("at"), F.lit(',"count":'),
    )  # fmt: skip
    parts = F.sequence(F.lit(0).cast("long"), F.floor((F.col("count") - 1) / MOST_OF_AN_EVENT))
    events = F.transform(
        parts,
        lambda part: F.concat(
            fields, F.least(F.lit(MOST_OF_AN_EVENT), F.col("count") - part * MOST_OF_AN_EVENT), F.lit("}")
        ),
    )
    return F.when(F.col("passed").isNull(), events).otherwise(
        F.array_repeat("passed", F.col("times").cast("int"))
    )


def in_order(others):
    """As in the files: of records with one id the first holds."""
    return others.orderBy("input", "file", "block", "number").select("value")


def publish(spark, output, parts):
    """Writes beside the output, and renames when all is done."""
    path = spark._jvm.org.apache.hadoop.fs.Path
    target = path(output)
    files = target.getFileSystem(spark._jsc.hadoopConfiguration())
    if files.exists(target):
        raise SystemExit(f"preaggregate: {output}: exists; name a folder that does not, with --output")
    staging = output.rstrip("/") + ".new"
    files.delete(path(staging), True)
    for name, rows in parts.items():
        rows.write.text(f"{staging}/{name}", lineSep="\n")
        # Spark calls text `.txt`; rollcall reads `.ndjson`.
        for status in files.listStatus(path(f"{staging}/{name}")):
            written = status.getPath()
            if written.getName().endswith(".txt"):
                files.rename(written, path(f"{staging}/{name}", written.getName()[:-4] + ".ndjson"))
    files.rename(path(staging), target)


if __name__ == "__main__":
    main()
