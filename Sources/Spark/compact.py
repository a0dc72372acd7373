"""Compacts a dump where it lies: `rollcall compact`, on all machines of a cluster of Spark.

    spark-submit compact.py --output OUT [--site SITE] [--time-zone ZONE] [--as-of TIME] DUMP...

DUMP is whatever Spark reads: a file, a folder, a glob, `hdfs:` or `s3a:`; NDJSON, also
compressed. OUT becomes a folder of NDJSON that `rollcall build OUT --format ndjson` reads;
it is there only when the job is done.

This program knows nothing of records. It cuts files into splits and has rollcall read them, twice:
once for organization, users and workspaces, which every machine then gets, and once for all else.
What belongs to one group and lies in two splits stays two events, which rollcall adds up.

The bytes of a line are the characters of a string here, by ISO 8859-1, so that none is lost.
"""

import argparse
import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# What one process of rollcall reads.
SPLIT = 128 << 20
BYTES = "ISO-8859-1"
BUFFER = 1 << 20
# Spark ends a line of a pipe at CR as at LF, so that `--piped` writes ESC ] for CR, and ESC [ for ESC.
ESCAPES = [("\x1b]", "\r"), ("\x1b[", "\x1b")]


def main():
    options = arguments()
    spark = SparkSession.builder.appName("rollcall-compact").getOrCreate()
    run(spark, options)
    spark.stop()


def arguments(given=None):
    parser = argparse.ArgumentParser(description="Compacts a dump by rollcall on a cluster.")
    parser.add_argument("dump", nargs="+", help="what Spark reads: NDJSON, also compressed")
    parser.add_argument("--output", required=True, help="a folder that does not exist yet")
    parser.add_argument("--rollcall", help="the program; else the one that this came with, or on the PATH")
    parser.add_argument("--site", default="site", help="the folder with site.yml: its time zone, and who is left out")
    parser.add_argument("--time-zone", help="as for rollcall build")
    parser.add_argument("--as-of", help="as for rollcall build")
    return parser.parse_args(given)


def run(spark, options):
    # Names and emails are in it.
    spark._jsc.hadoopConfiguration().set("fs.permissions.umask-mode", "077")
    # The folder's name says so; a file that is no dump would be told in the report.
    spark._jsc.hadoopConfiguration().set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
    output = options.output.rstrip("/")
    if filesystem(spark, output).exists(path(spark, output)):
        raise SystemExit(f"compact: {output}: exists; name a folder that does not, with --output")
    staging = output + ".new"
    filesystem(spark, output).delete(path(spark, staging), True)
    program, settings = rollcall(options), settings_of(options)
    check(program, options, [])
    site = Path(send(spark, Path(options.site) / "site.yml")).parent
    command = [send(spark, program), "compact", "-", "--piped", "--format", "ndjson", "--threads", "1", "--site", str(site)]
    inputs = [read(spark, dump) for dump in options.dump]
    # Executors that start later ask for it as well.
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # The zone is still to be found.
    pipe(spark, inputs, [*command, "--time-zone", "UTC", "--directory-only"], f"{staging}/directory")
    known = gathered(spark, inputs, f"{staging}/directory", folder)
    check(program, options, ["--known", known])
    # Days of which each has its directory: whether those are one dump `rollcall build` asks.
    known = ["--known", send(spark, known), "--merge"]
    pipe(spark, inputs, [*command, *settings, *known], f"{staging}/records")
    publish(spark, inputs, f"{staging}/records", output)
    filesystem(spark, output).delete(path(spark, staging), True)


def settings_of(options):
    given = {"--time-zone": options.time_zone, "--as-of": options.as_of}
    return [part for name, value in given.items() if value is not None for part in (name, value)]


def rollcall(options):
    """The program's own path: as given, else where `make install` put both, else on the PATH."""
    installed = Path(__file__).resolve().parent / "../../../bin/rollcall"
    found = options.rollcall or (installed if installed.is_file() else shutil.which("rollcall"))
    if found is None or not Path(found).is_file():
        raise SystemExit("compact: no rollcall found; name the program with --rollcall")
    return Path(found).resolve()


def check(program, options, known):
    """Whether rollcall takes the settings, before long work; its own words where it does not."""
    settings = ["--site", options.site, *settings_of(options), *known]
    command = [program, "compact", "-", "--output", "-", "--format", "ndjson", "--allow-empty", *settings]
    ending = subprocess.run(command, input=b"", capture_output=True)
    if ending.returncode != 0:
        raise SystemExit(ending.stderr.decode().rstrip())


def send(spark, file):
    """Sends a file to all workers, as `--files` does; its name there."""
    spark.sparkContext.addFile(str(file))
    name = Path(file).name
    return SparkFiles.get(name) if spark.sparkContext.master.startswith("local") else f"./{name}"


class Split(NamedTuple):
    file: str
    start: int
    size: int

    @property
    def order(self):
        """As rollcall orders files: by the bytes of their paths."""
        return unquote_to_bytes(self.file), self.start


class Input(NamedTuple):
    lines: DataFrame
    # One for each partition.
    splits: list
    # Whether rollcall opens the files itself.
    is_local: bool


def read(spark, dump):
    """A split a partition: two files in one would have no order."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", SPLIT)
    spark.conf.set("spark.sql.files.openCostInBytes", SPLIT + 1)
    # Hadoop would end a line at a lone carriage return as well.
    lines = spark.read.text(dump, lineSep="\n", recursiveFileLookup=True)
    splits = []
    for partition in lines._jdf.queryExecution().toRdd().partitions():
        (part,) = partition.files()
        splits.append(Split(part.urlEncodedPath(), part.start(), part.length()))
    return Input(lines, splits, all(is_local(spark, split.file) for split in splits))


def is_local(spark, file):
    """Whether rollcall can open it: gzip is the one compression that both know."""
    url = urlsplit(file)
    codecs = spark._jvm.org.apache.hadoop.io.compress.CompressionCodecFactory(spark._jsc.hadoopConfiguration())
    codec = codecs.getCodec(path(spark, file))
    is_known = codec is None or codec.getDefaultExtension() == ".gz"
    return url.scheme == "file" and is_known and b"\n" not in unquote_to_bytes(url.path)


def pipe(spark, inputs, command, output):
    """Has rollcall read every input, and writes what it prints: a file a split, and named by its number."""
    texts = None
    for one in inputs:
        rows, more = (named(spark, one), ["--splits"]) if one.is_local else (streamed(spark, one), [])
        piped = rows.pipe(command + more, {}, False, BUFFER, BYTES)
        texts = piped if texts is None else texts.union(piped)
    strings = spark._jvm.org.apache.spark.sql.Encoders.STRING()
    lines = DataFrame(spark._jsparkSession.createDataset(texts.rdd(), strings).toDF(), spark)
    value = F.col("value")
    for escape, byte in ESCAPES:
        value = F.replace(value, F.lit(escape), F.lit(byte))
    lines.select(F.encode(value, BYTES).cast("string").alias("value")).write.text(output, lineSep="\n")


def named(spark, one):
    """The names of splits, for rollcall to open them."""
    lines = spark._jvm.java.util.ArrayList()
    for split in one.splits:
        file = unquote_to_bytes(urlsplit(split.file).path).decode(BYTES)
        lines.add(f"{split.start} {split.size} {file}")
    return spark._jsc.parallelize(lines, max(1, len(one.splits)))


def streamed(spark, one):
    """The bytes of lines. A mark that is not at the start of its file must not come to stand at the start of rollcall's."""
    line = F.when(F.col("value").startswith("\ufeff"), F.concat(F.lit(" "), "value")).otherwise(F.col("value"))
    rows = one.lines.select(F.decode(line.cast("binary"), BYTES).alias("value"))
    return getattr(rows._jdf, "as")(spark._jvm.org.apache.spark.sql.Encoders.STRING()).javaRDD()


def parts(spark, inputs, folder):
    """What `pipe` wrote, in the order of the inputs, of files, and of places in them."""
    order = [(number, *split.order) for number, one in enumerate(inputs) for split in one.splits or [Split("", 0, 0)]]
    found = {}
    for status in filesystem(spark, folder).listStatus(path(spark, folder)):
        name = status.getPath().getName()
        if name.startswith("part-"):
            found[order[int(name.split("-")[1])]] = status.getPath()
    return [found[place] for place in sorted(found)]


def gathered(spark, inputs, folder, local):
    """One file of all that is in `folder`, on this machine; others may not read it."""
    file, name = tempfile.mkstemp(prefix="known-", suffix=".ndjson", dir=local)
    with open(file, "wb") as known:
        for number, part in enumerate(parts(spark, inputs, folder)):
            copy = f"{local}/{number}"
            filesystem(spark, folder).copyToLocalFile(False, part, path(spark, f"file://{copy}"), True)
            with open(copy, "rb") as one:
                shutil.copyfileobj(one, known)
            os.remove(copy)
    return name


def publish(spark, inputs, folder, output):
    """Spark calls text `.txt`; rollcall reads `.ndjson`, in the order of names."""
    files = filesystem(spark, folder)
    for number, part in enumerate(parts(spark, inputs, folder), 1):
        rename(files, part, path(spark, f"{folder}/records-{number:06}.ndjson"))
    rename(files, path(spark, folder), path(spark, output))


def rename(files, old, new):
    # False for some failures.
    if not files.rename(old, new):
        raise SystemExit(f"compact: {old.toString()}: cannot be renamed to {new.toString()}")


def path(spark, name):
    return spark._jvm.org.apache.hadoop.fs.Path(str(name))


def filesystem(spark, name):
    return path(spark, name).getFileSystem(spark._jsc.hadoopConfiguration())


if __name__ == "__main__":
    main()
