"""A real standalone cluster of Spark on this machine: a master and two workers, on the
loopback only.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/release/rollcall .venv-spark/bin/pytest -q Tests/Spark
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Sources/Spark"), str(ROOT / "Tests")]
SPARK = Path(pyspark.__file__).parent
ROLLCALL = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/release/rollcall"))
PROGRAM = ROOT / "Sources/Spark/compact.py"
LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return one.getsockname()[1]


def sizes_at_least(paths, size):
    for path in paths:
        try:
            yield path.stat().st_size >= size
        except FileNotFoundError:
            pass


class Cluster:
    def __init__(self, folder, workers):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.port, self.page = free_port(), free_port()
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(SPARK),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_WORKER_DIR": str(folder / "work"),
            "PYSPARK_PYTHON": sys.executable,
        }
        self.processes = []
        try:
            self.start("master.Master", "--host", LOOPBACK, "--port", self.port, "--webui-port", self.page)
            self.wait_for(lambda status: status["status"] == "ALIVE")
            for _ in range(workers):
                self.add_worker()
        except BaseException:
            self.stop()
            raise

    def start(self, name, *options):
        own = self.folder / f"{name}-{len(self.processes)}"
        log = open(f"{own}.log", "w")
        process = subprocess.Popen(
            [SPARK / "bin/spark-class", f"org.apache.spark.deploy.{name}", *map(str, options)],
            env={**self.environment, "SPARK_LOCAL_DIRS": f"{own}.local"},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def add_worker(self):
        before = self.workers()
        worker = self.start(
            "worker.Worker", "--host", LOOPBACK, "--webui-port", 0, "--cores", 1, "--memory", "3g",
            f"spark://{LOOPBACK}:{self.port}",
        )  # fmt: skip
        self.wait_for(lambda status: status["aliveworkers"] > before)
        return worker

    def status(self):
        with urllib.request.urlopen(f"http://{LOOPBACK}:{self.page}/json/", timeout=10) as page:
            return json.load(page)

    def workers(self):
        return self.status()["aliveworkers"]

    def wait_for(self, holds):
        end = time.monotonic() + 1200
        while time.monotonic() < end:
            try:
                if holds(self.status()):
                    return
            # Before it is ready the master answers with a page of an error, and a busy machine late.
            except (OSError, ValueError):
                pass
            time.sleep(0.1)
        raise TimeoutError(f"the cluster did not get there; see {self.folder}")

    def submit(self, *arguments):
        """Starts a job."""
        return subprocess.Popen(
            [
                SPARK / "bin/spark-submit", "--master", f"spark://{LOOPBACK}:{self.port}",
                "--driver-memory", "1g", "--executor-memory", "2g", "--conf", f"spark.driver.host={LOOPBACK}",
                "--conf", "spark.ui.enabled=false",
                PROGRAM, "--rollcall", ROLLCALL, *map(str, arguments),
            ],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments):
        job = self.submit(*arguments)
        output, errors = job.communicate(timeout=3000)
        assert job.returncode == 0, errors[-4000:]
        return output

    def kill_one_once_written(self, folder, size):
        """Kills a worker, its executor too, once a part of `size` bytes or more is being written to `folder`."""
        end = time.monotonic() + 1200
        while time.monotonic() < end:
            if any(sizes_at_least(folder.rglob("part-*.txt"), size)):
                worker = self.processes[1]
                os.killpg(worker.pid, signal.SIGKILL)
                return worker.wait()
            time.sleep(0.05)
        raise TimeoutError("nothing was written")

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            process.wait()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), workers=2)
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def spark(cluster):
    """One driver for many dumps: a job by spark-submit spends most of its time on its start."""
    os.environ.update(cluster.environment)
    spark = (
        SparkSession.builder.master(f"spark://{LOOPBACK}:{cluster.port}")
        .config("spark.driver.host", LOOPBACK)
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "2g")
        .getOrCreate()
    )
    yield spark
    spark.stop()
