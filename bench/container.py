"""dinit as the init of a container: how fast lines pass through it, and what it costs when nothing happens."""

import os
import statistics
import subprocess
import tempfile
import time

import process

LINE_BYTES = 98
LINES = 200_000_000 // LINE_BYTES
JSON_LINE = b'{"level":"info","path":"/index.html","status":200,"bytes":1234,"agent":"the quick brown fox too"}\n'
PLAIN_LINE = b"2026-11-20 GET /index.html 200 1234 the quick brown fox jumps over the lazy dog and so on 0123456\n"
POLICIES = {"terminate": 1, "adopt": 1, "ignore": 0}  # how often dinit may wake up in an idle second


class Container:
    """A services directory, in memory, and dinit for it."""

    def __init__(self, options, services):
        self.program = f"{options.bin}/dinit"
        self.services = services

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="nitro-bench-", dir="/dev/shm")
        self.work = self.directory.name
        for name, command in self.services.items():
            os.makedirs(f"{self.work}/services/{name}")
            run = f"{self.work}/services/{name}/run"
            with open(run, "w") as file:
                file.write(f"#!/bin/sh\nexec {command.format(work=self.work)}\n")
            os.chmod(run, 0o755)
        return self

    def __exit__(self, *_):
        process.end_children()
        self.directory.cleanup()

    def start(self, output, **settings):
        environment = {**os.environ, "DINIT_DIR": f"{self.work}/services", **settings}
        return subprocess.Popen([self.program], env=environment, stdout=output, stderr=subprocess.DEVNULL)


def write_lines(path, line):
    if len(line) != LINE_BYTES:
        raise RuntimeError(f"a line of {len(line)} bytes")
    with open(path, "wb") as file:
        for begin in range(0, LINES, 10_000):
            file.write(line * min(10_000, LINES - begin))


def megabytes_per_second(begin):
    return LINES * LINE_BYTES / 1e6 / (time.monotonic() - begin)


def through_two_cats(work):
    with open(f"{work}/out", "wb") as output:
        begin = time.monotonic()
        first = subprocess.Popen(["cat", f"{work}/in"], stdout=subprocess.PIPE)
        subprocess.check_call(["cat"], stdin=first.stdout, stdout=output)
        first.stdout.close()
        first.wait()
        return megabytes_per_second(begin)


def through_dinit(container, settings):
    """MB/s, how many lines arrived, and the most private memory seen while they pass, in KiB."""
    memory = 0
    with open(f"{container.work}/out", "wb") as output:
        begin = time.monotonic()
        dinit = container.start(output, **settings)
        while dinit.poll() is None:
            if os.path.getsize(output.name):
                memory = max(memory, process.private(dinit.pid))
            time.sleep(0.005)
        speed = megabytes_per_second(begin)
    if dinit.returncode:
        raise RuntimeError(f"dinit: status {dinit.returncode}")
    counted = subprocess.check_output(["wc", "-l", f"{container.work}/out"])
    return speed, int(counted.split()[0]), memory


def lines(report, options):
    for what, line, json in ("JSON", JSON_LINE, "1"), ("plain", PLAIN_LINE, "0"):
        with Container(options, {"writer": "cat {work}/in"}) as container:
            write_lines(f"{container.work}/in", line)
            settings = {"DINIT_JSON_STDOUT": json}
            runs = [(through_two_cats(container.work), *through_dinit(container, settings)) for _ in range(5)]
        cat, speed = (statistics.median(run[column] for run in runs) for column in (0, 1))
        report.row(
            f"200 MB of {LINE_BYTES}-byte {what} lines through dinit into a file, median of {len(runs)}",
            f"{speed:.0f} MB/s, through two cats {cat:.0f} MB/s",
            f">= 0.3 x the cats (is {speed / cat:.2f})",
            speed >= 0.3 * cat,
        )
        fewest, memory = min(run[2] for run in runs), max(run[3] for run in runs)
        report.row(f"those lines, counted by wc -l, the fewest of {len(runs)}", fewest, LINES, fewest == LINES)
        report.row("dinit's private memory meanwhile, at most", f"{memory} KiB", "<= 5120 KiB", memory <= 5120)


def wakeups(report, options):
    seconds = 10
    for policy, most in POLICIES.items():
        with Container(options, {f"sv{i}": "sleep 1000" for i in range(10)}) as container:
            dinit = container.start(subprocess.DEVNULL, DINIT_REPARENTING_POLICY=policy)
            time.sleep(3)
            before = process.switches(dinit.pid), process.cpu_millis(dinit.pid)
            time.sleep(seconds)
            count = process.switches(dinit.pid) - before[0]
            cpu = process.cpu_millis(dinit.pid) - before[1]
            memory = process.private(dinit.pid)
        report.row(
            f"{seconds} idle seconds of dinit with 10 services, policy {policy}",
            f"{count} context switches, {cpu} ms of CPU; {memory} KiB of private memory",
            f"<= {most} context switches a second" if most else "0",
            count <= most * seconds,
        )
