"""A supervisor at work: a temporary tree of services that report their starts, and the supervisor that runs them."""

import itertools
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import process

INFO = b"\x00\x00\x7b"  # a packet without payload: its length, and the tag 123 (docs/spec/nitro.md, 5.2)
HERE = os.path.dirname(os.path.abspath(__file__))


def build(name, directory):
    """Makes a program of one of the C files here; returns its path."""
    compiler = shutil.which("musl-gcc") or "gcc"
    subprocess.check_call([compiler, "-O2", "-static", "-o", f"{directory}/{name}", f"{HERE}/{name}.c"])
    return f"{directory}/{name}"


class Supervised:
    """
    Runs COMMAND, with {dir} for the services directory, for as long as the `with` block lasts.

    n: how many services there are, all the same
    special: further ones, by name; each a function that is given the service's directory and the beacon's path
    life: milliseconds that a service lives; without it, it tells of its start and stays
    notifying: how many further services there are that are to report when they are ready, and never do
    """

    def __init__(self, command, n, special=None, life=None, notifying=0):
        self.command, self.n, self.special, self.life = command, n + notifying, special or {}, life
        self.names = [f"sv{i:05d}" for i in range(n)]
        self.notifying = {f"notifying{i:05d}" for i in range(notifying)}
        self.order = itertools.cycle(random.Random(1).sample(self.names, n))
        self.pids = {}

    def __enter__(self):
        self.work = tempfile.mkdtemp(prefix="nitro-bench-")
        self.services = f"{self.work}/services"
        beacon = build("beacon", self.work)
        for directory in "services", "control":
            os.mkdir(f"{self.work}/{directory}", 0o700)
        for name in self.names + sorted(self.notifying) + list(self.special):
            directory = f"{self.services}/{name}"
            os.mkdir(directory)
            if name in self.special:
                self.special[name](directory, beacon)
            else:
                os.symlink(beacon, f"{directory}/run")
                if name in self.notifying:
                    with open(f"{directory}/notification-fd", "w") as file:
                        file.write("3\n")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(f"{self.work}/beacons")
        self.socket.settimeout(60)
        self.environment = dict(os.environ, NITRO_SOCK=f"{self.work}/control/nitro.sock")
        self.environment["BEACON_SOCK"] = f"{self.work}/beacons"
        if self.life:
            self.environment["BEACON_LIFE"] = str(self.life)
        self.begin = time.monotonic()
        self.messages = open(f"{self.work}/messages", "w+")
        self.supervisor = subprocess.Popen(
            shlex.split(self.command.format(dir=self.services)),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.messages,
        )
        return self

    def __exit__(self, *_):
        process.end_children()
        self.supervisor.poll()
        self.socket.close()
        self.messages.close()
        shutil.rmtree(self.work)

    @property
    def pid(self):
        return self.supervisor.pid

    def hear(self):
        """Waits for the next start; returns the service's name."""
        name, pid = self.socket.recv(512).decode().split()
        self.pids[name] = int(pid)
        return name

    def boot(self):
        """Waits until all services have started; returns the milliseconds since the supervisor was."""
        while len(self.pids) < self.n:
            self.hear()
        return (time.monotonic() - self.begin) * 1000

    def restart_times(self, count):
        """Kills services, each in turn; returns the milliseconds from each SIGKILL to the next start."""
        times = []
        for name in itertools.islice(self.order, count):
            begin = time.monotonic()
            os.kill(self.pids[name], signal.SIGKILL)
            while self.hear() != name:
                pass
            times.append((time.monotonic() - begin) * 1000)
        return times

    def ask(self, count):
        """Sends so many INFO requests, each behind the reply to the one before."""
        client = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        client.settimeout(60)
        path = f"{self.work}/control/client"
        client.bind(path)
        try:
            client.connect(self.environment["NITRO_SOCK"])
            for _ in range(count):
                client.send(INFO)
                client.recv(4096)
        finally:
            client.close()
            os.unlink(path)

    def memory(self):
        """Of the processes that supervise, which are all but the services."""
        family = [self.pid, *process.descendants(self.pid)]
        services = set(self.pids.values())
        sizes = [process.memory(pid) for pid in family if pid not in services]
        return [sum(column) for column in zip(*sizes)]

    def stop(self):
        """Tells the supervisor to end; returns the milliseconds that it took. It must exit with 0 and leave nothing."""
        begin = time.monotonic()
        self.supervisor.send_signal(signal.SIGTERM)
        status = self.supervisor.wait(120)
        millis = (time.monotonic() - begin) * 1000
        left = len(process.descendants(os.getpid()))
        if status or left:
            self.messages.seek(0)
            raise RuntimeError(f"exit status {status}, {left} processes left: {self.messages.read()[-300:]}")
        return millis
