"""A process that answers lines of JSON with lines of JSON, and the time others took from it."""

import json
import os
import selectors
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    def __init__(self, command, environment, log):
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                      env={**os.environ, **environment})
        self.buffer = b""

    def ask(self, request, limit):
        """The answer, or {"error": ...} where it takes longer than `limit` seconds or the process dies."""
        try:
            self.child.stdin.write(json.dumps(request).encode() + b"\n")
            self.child.stdin.flush()
            return json.loads(self._line(limit))
        except TimeoutError:
            self.close()
            return {"error": f"no answer within {limit:.0f} s"}
        except (OSError, EOFError):
            code = self.child.wait()
            return {"error": f"ended with status {code}"}

    def _line(self, limit):
        end = time.monotonic() + limit
        with selectors.DefaultSelector() as selector:
            selector.register(self.child.stdout, selectors.EVENT_READ)
            while b"\n" not in self.buffer:
                if not selector.select(max(0, end - time.monotonic())):
                    raise TimeoutError
                chunk = os.read(self.child.stdout.fileno(), 1 << 16)
                if not chunk:
                    raise EOFError
                self.buffer += chunk
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line

    def cpu_seconds(self):
        try:
            with open(f"/proc/{self.child.pid}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / TICKS
        except OSError:
            return 0.0

    def close(self):
        self.child.kill()
        self.child.wait()


def busy_seconds():
    """Processor time that the whole machine has spent at work."""
    with open("/proc/stat") as stat:
        user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS
