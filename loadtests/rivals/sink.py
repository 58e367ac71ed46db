"""The one receiver that all deliver to, and the clock that sees what it has accepted."""
import json
import os
import subprocess
import time

import machine


class Sink:
    """`orleansmail sink` in a process of its own; `accepted` is a file with a line for each accepted recipient."""

    def __init__(self, program, folder, store=None):
        os.makedirs(folder)
        self.accepted = os.path.join(folder, "accepted.tsv")
        self._out = open(os.path.join(folder, "sink.json"), "w+", encoding="utf-8")
        command = ["dotnet", program, "sink", "--port", "0", "--json", "--starttls", "false",
                   "--accepted", self.accepted]
        if store:
            command += ["--store", store]
        self.process = subprocess.Popen(command, stdout=self._out, stdin=subprocess.DEVNULL)
        first = machine.wait_for("the sink", self._first_line, 30)
        self.port = int(json.loads(first)["endpoint"].rsplit(":", 1)[1])

    def _first_line(self):
        with open(self._out.name, encoding="utf-8") as lines:
            line = lines.readline()
        return line if line.endswith("\n") else None

    def cpu(self):
        return machine.cpu_seconds([self.process.pid])

    def wait(self, count, seconds, alive=lambda: True):
        """Waits until `count` are accepted; returns when the first and the last one were seen, to about 20 ms."""
        seen, first, end = 0, None, time.monotonic() + seconds
        while not os.path.exists(self.accepted):
            self._check(end, 0, count, alive)
            time.sleep(0.02)
        with open(self.accepted, "rb") as file:
            while seen < count:
                octets = file.read()
                now = time.monotonic()
                if octets:
                    seen += octets.count(b"\n")
                    first = first or now
                    continue
                self._check(end, seen, count, alive)
                time.sleep(0.02)
        return first, now

    @staticmethod
    def _check(end, seen, count, alive):
        if time.monotonic() > end or not alive():
            raise TimeoutError(f"{seen} of {count} mails arrived")

    def recipients(self):
        with open(self.accepted, encoding="utf-8") as lines:
            return [line.split("\t", 1)[0] for line in lines]

    def stop(self):
        machine.stop(self.process)
        with open(self._out.name, encoding="utf-8") as lines:
            counts = json.loads(lines.read().splitlines()[-1])
        self._out.close()
        return counts
