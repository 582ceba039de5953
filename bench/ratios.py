"""What counts beside something else: each row takes both in turn, so that a busy machine is as bad for both."""

import contextlib
import os
import shutil
import statistics
import tempfile
import time

import process
from commands import cpu_times, whole_process
from supervised import Supervised, build

SETTLE = 3  # seconds after which a service counts as up and nitro sleeps
NOISE = 1.1  # how much worse than another binary's a figure may be


def request(supervised):
    """Microseconds of the supervisor's CPU for a request."""
    count = 300
    begin = process.cpu_micros(supervised.pid)
    supervised.ask(count)
    return (process.cpu_micros(supervised.pid) - begin) / count


def restart(supervised):
    """Microseconds of the supervisor's CPU for a death and the start that follows."""
    count = 18
    begin = process.cpu_micros(supervised.pid)
    supervised.restart_times(count)
    return (process.cpu_micros(supervised.pid) - begin) / count


def per_event(supervisors, event):
    """The least cost of an event for each of these supervisors, one of which works at a time; more is other work's."""
    costs = [[] for _ in supervisors]
    for _ in range(11):
        for supervised, own in zip(supervisors, costs):
            own.append(event(supervised))
    return [min(own) for own in costs]


@contextlib.contextmanager
def started(*supervisors):
    """These, one after the other, with all their services up."""
    with contextlib.ExitStack() as stack:
        for supervised in supervisors:
            stack.enter_context(supervised)
            supervised.boot()
        time.sleep(SETTLE + sum(supervised.n for supervised in supervisors) / 2500)
        yield supervisors


def events(report, options):
    few, many, all = 5, 5000, 5200  # as many children in both: the kernel looks through them for the one that died
    numbers = [Supervised(options.nitro, all - n, notifying=n) for n in (few, many)]
    with started(*numbers):
        for what, event in ("a request", request), ("a death and the next start", restart):
            costs = per_event(numbers, event)
            ratio = costs[1] / costs[0]
            report.row(
                f"{what} with {few} and with {many} notifying ones of {all} services",
                f"{costs[0]:.1f} us, {costs[1]:.1f} us of nitro's CPU",
                f"<= 1.2 x (is {ratio:.2f})",
                ratio <= 1.2,
            )


def boots(commands, n, rounds):
    """The median milliseconds in which each of these commands boots n services."""
    times = [[] for _ in commands]
    for _ in range(rounds):
        for command, own in zip(commands, times):
            with Supervised(command, n) as supervised:
                own.append(supervised.boot())
    return [statistics.median(own) for own in times]


def spawning(report, options):
    with tempfile.TemporaryDirectory() as work:
        nitro, loop = boots([options.nitro, build("spawn", work) + " {dir}"], 200, 9)
    ratio = nitro / loop
    report.row(
        "200 services, start to the last one running, beside a loop in C that only spawns them",
        f"nitro {nitro:.1f} ms, the loop {loop:.1f} ms",
        f"<= 1.5 x (is {ratio:.2f})",
        ratio <= 1.5,
    )


def chpst(report, options):
    words = ["-u", "nobody"] if os.getuid() == 0 else ["-n", "1"]
    program = shutil.which("true")
    commands = [[path, *words, program] for path in (f"{options.bin}/chpst", shutil.which("chpst"))]
    ours, runits = cpu_times(commands, os.environ, 300)
    ratio = ours / runits
    report.row(
        f"CPU of chpst {' '.join(words)} true",
        f"{ours:.2f} ms, runit's {runits:.2f} ms",
        f"<= 1.3 x (is {ratio:.2f})",
        ratio <= 1.3,
    )


def other(report, options):
    """Nothing may be worse than with the binary of --other."""
    if not options.other:
        raise SystemExit("bench/run: other: beside which binary? --other DIRECTORY")
    directories = [options.bin, options.other]
    nitros = [f"{directory}/nitro {{dir}}" for directory in directories]

    def row(what, values, unit):
        ratio = values[0] / values[1]
        report.row(
            f"{what}, and the other binary's",
            f"{values[0]:.2f}, {values[1]:.2f} {unit}",
            f"<= {NOISE} x (is {ratio:.2f})",
            ratio <= NOISE,
        )

    row("200 services, start to the last one running", boots(nitros, 200, 9), "ms")
    with started(*[Supervised(nitro, 200) for nitro in nitros]) as both:
        row("memory with 200 services: PSS", [supervised.memory()[0] for supervised in both], "KiB")
        row("CPU of a request", per_event(both, request), "us")
        row("CPU of a death and the next start", per_event(both, restart), "us")
        environment = both[0].environment
        row("CPU of nitroctl list", cpu_times([[f"{d}/nitroctl", "list"] for d in directories], environment, 200), "ms")
        row("nitroctl list", [whole_process([f"{d}/nitroctl", "list"], environment, 100) for d in directories], "ms")
    with started(*[Supervised(nitro, 200, notifying=2000) for nitro in nitros]) as both:
        row("memory with 2000 notifying services: PSS", [supervised.memory()[0] for supervised in both], "KiB")
    program = shutil.which("true")
    commands = [[f"{directory}/chpst", "-n", "1", program] for directory in directories]
    row("CPU of chpst true", cpu_times(commands, os.environ, 200), "ms")
    row("the binary", [os.stat(f"{d}/nitro").st_size / (1 << 20) for d in directories], "MiB")
