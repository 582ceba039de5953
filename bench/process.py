"""What /proc tells of processes."""

import ctypes
import os
import signal
import time

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """From now on what a supervisor leaves behind becomes our child, so that it can be found and ended."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def read(pid, file):
    """The content of a file of the process's; empty if there is no such process any more."""
    try:
        with open(f"/proc/{pid}/{file}") as opened:
            return opened.read()
    except OSError:
        return ""


def descendants(root):
    """Pids, parents first, without the root."""
    children = {}
    for entry in os.listdir("/proc"):
        stat = read(entry, "stat") if entry.isdigit() else ""
        if stat:
            children.setdefault(int(stat.rsplit(")", 1)[1].split()[1]), []).append(int(entry))
    found = list(children.get(root, []))
    for pid in found:
        found += children.get(pid, [])
    return found


def memory(pid):
    """Proportional set size, private dirty memory, and resident set size in KiB."""
    sizes = {}
    for line in read(pid, "smaps_rollup").splitlines()[1:]:
        key, value = line.split(":")
        sizes[key] = int(value.split()[0])
    return sizes.get("Pss", 0), sizes.get("Private_Dirty", 0), sizes.get("Rss", 0)


def private(pid):
    """Memory that nobody else shares, in KiB: pages of a program that only this process runs are counted as well."""
    sizes = [line.split()[1] for line in read(pid, "smaps_rollup").splitlines() if line.startswith("Private_")]
    return sum(map(int, sizes))


def switches(pid):
    """Context switches of all its threads so far, whether it waited or was made to."""
    return sum(
        int(line.split()[1])
        for task in os.listdir(f"/proc/{pid}/task")
        for line in read(pid, f"task/{task}/status").splitlines()
        if "ctxt_switches" in line
    )


def cpu_millis(pid):
    """CPU time so far, in user and kernel mode."""
    fields = read(pid, "stat").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf("SC_CLK_TCK")


def cpu_micros(pid):
    """CPU time so far, of its first thread, as exactly as the kernel knows it."""
    return int(read(pid, "schedstat").split()[0]) / 1000


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def end_children():
    """Kills and reaps all that we have started, and what that has started: parents first, which could start more."""
    while True:
        for pid in descendants(os.getpid()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
            time.sleep(0.01)
        except ChildProcessError:
            return
