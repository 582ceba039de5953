"""Commands from their start to their end."""

import os
import statistics
import time


def whole_process(argv, environment, count):
    """The median milliseconds from starting a program to its end."""
    null = os.open("/dev/null", os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    times = []
    for _ in range(count):
        begin = time.monotonic()
        pid = os.posix_spawn(argv[0], argv, environment, file_actions=actions)
        status = os.waitpid(pid, 0)[1]
        times.append((time.monotonic() - begin) * 1000)
        if status:
            raise RuntimeError(f"{argv}: status {status}")
    os.close(null)
    return statistics.median(times)


def cpu_times(commands, environment, count):
    """The median milliseconds of CPU of each of these commands and what it becomes, run in turn."""
    null = os.open("/dev/null", os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    times = [[] for _ in commands]
    for _ in range(count):
        for argv, own in zip(commands, times):
            pid = os.posix_spawn(argv[0], argv, environment, file_actions=actions)
            _, status, usage = os.wait4(pid, 0)
            own.append((usage.ru_utime + usage.ru_stime) * 1000)
            if status:
                raise RuntimeError(f"{argv}: status {status}")
    os.close(null)
    return [statistics.median(own) for own in times]
