"""OrleansMail: one silo process with its defaults, one campaign with a confirmation by a second person."""
import json
import os
import subprocess
import time

import machine
import mail


class OrleansMail:
    name = "OrleansMail"

    def __init__(self, options):
        self._program = options.program

    def run(self, folder, sink, count, seconds=600):
        os.makedirs(os.path.join(folder, "data"))
        routes = {f"site{i}.test": f"127.0.0.1:{sink.port}" for i in range(mail.SITES)}
        with open(os.path.join(folder, "data/orleansmail.json"), "w", encoding="ascii") as out:
            json.dump({"Delivery": {"Routes": routes}}, out)
        with open(os.path.join(folder, "content.eml"), "w", encoding="ascii", newline="") as out:
            out.write(mail.content())
        mail.write_audience(os.path.join(folder, "audience.csv"), count)
        self._environment = os.environ | {"ORLEANSMAIL_DATA": os.path.join(folder, "data")}
        with open(os.path.join(folder, "silo.log"), "w", encoding="utf-8") as log:
            self._silo = subprocess.Popen(
                ["dotnet", self._program, "silo"], env=self._environment, cwd=folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
            try:
                machine.wait_for("the silo", lambda: os.path.getsize(log.name), 60)
                return self._campaign(folder, sink, count, seconds)
            finally:
                machine.stop(self._silo)

    def _campaign(self, folder, sink, count, seconds):
        domain = mail.SENDER_DOMAIN
        shown = self._say("domain", "add", domain, "--unsubscribe-url", f"https://u.{domain}/u/{{token}}", "--json")
        self.key = self._key(json.loads(shown))
        self._say("ip", "add", "127.0.0.1", "--ehlo", f"mta1.{domain}")
        before, children = self._cpu(), self._children()
        began = time.monotonic()
        self._say("campaign", "create", "big", "--from", f"News <news@{domain}>", "--content",
                  os.path.join(folder, "content.eml"), "--recipients", os.path.join(folder, "audience.csv"),
                  "--hold", "0s", "--as", "one")
        importing = self._children() - children
        self._say("campaign", "check", "big", "--as", "one")
        prepared = time.monotonic() - began
        said = self._say("campaign", "submit", "big", "--as", "one", "--json")
        self._say("campaign", "approve", "big", "--hash", json.loads(said)["contentHash"], "--as", "two")
        sending = time.monotonic()
        self._say("campaign", "start", "big", "--as", "two")
        first, last = sink.wait(count, seconds, alive=lambda: self._silo.poll() is None)
        # The last outcomes are still being written when the sink has all.
        self._say("campaign", "watch", "big")
        return {"count": count, "first": first, "last": last, "whole": prepared + last - sending,
                "cpu": self._cpu() - before + importing}

    @staticmethod
    def _key(shown):
        record = next(record for record in shown["records"] if "._domainkey." in record["name"])
        return mail.Key(None, shown["domain"], shown["selector"], record["value"])

    def _cpu(self):
        return machine.cpu_seconds([self._silo.pid])

    @staticmethod
    def _children():
        used = os.times()
        return used.children_user + used.children_system

    def _say(self, *words):
        said = subprocess.run(
            ["dotnet", self._program, *words], env=self._environment, capture_output=True, text=True,
            check=False, timeout=600)
        if said.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: {said.stdout} {said.stderr}")
        return said.stdout
