"""A supervisor at work: a temporary tree of services that report their starts, and the supervisor that runs them."""

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

HERE = os.path.dirname(os.path.abspath(__file__))


class Supervised:
    """
    Runs COMMAND, with {dir} for the services directory, for as long as the `with` block lasts.

    n: how many services there are, all the same
    special: further ones, by name; each a function that is given the service's directory and the beacon's path
    life: milliseconds that a service lives; without it, it tells of its start and stays
    """

    def __init__(self, command, n, special=None, life=None):
        self.command, self.n, self.special, self.life = command, n, special or {}, life
        self.pids = {}

    def __enter__(self):
        self.work = tempfile.mkdtemp(prefix="nitro-bench-")
        self.services = f"{self.work}/services"
        beacon = f"{self.work}/beacon"
        compiler = shutil.which("musl-gcc") or "gcc"
        subprocess.check_call([compiler, "-O2", "-static", "-o", beacon, f"{HERE}/beacon.c"])
        for directory in "services", "control":
            os.mkdir(f"{self.work}/{directory}", 0o700)
        self.names = [f"sv{i:05d}" for i in range(self.n)]
        for name in self.names + list(self.special):
            directory = f"{self.services}/{name}"
            os.mkdir(directory)
            if name in self.special:
                self.special[name](directory, beacon)
            else:
                os.symlink(beacon, f"{directory}/run")
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
        """Kills services in turn; returns the milliseconds from each SIGKILL to the next start."""
        times = []
        for name in random.Random(1).sample(self.names, count):
            begin = time.monotonic()
            os.kill(self.pids[name], signal.SIGKILL)
            while self.hear() != name:
                pass
            times.append((time.monotonic() - begin) * 1000)
        return times

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
