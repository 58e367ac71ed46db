"""OrleansMail: one silo process with its defaults, one campaign with a confirmation by a second person."""
import json
import os
import secrets
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
        self._folder = folder
        self._environment = os.environ | {
            "ORLEANSMAIL_DATA": os.path.join(folder, "data"),
            "OrleansMail__Approval__FactorFreshFor": "01:00:00",
            "OrleansMail__Approval__ReadFor": "00:00:00"}
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
        self._gather()
        shown = self._say("operator", "domain", "add", domain, "--unsubscribe-url", f"https://u.{domain}/u/{{token}}", "--json")
        self.key = self._key(json.loads(shown))
        self._say("operator", "domain", "rules", domain, "--more", "1")
        self._say("operator", "ip", "add", "127.0.0.1", "--ehlo", f"mta1.{domain}")
        before, children = self._cpu(), self._children()
        began = time.monotonic()
        self._say("author", "campaign", "create", "big", "--from", f"News <news@{domain}>", "--content",
                  os.path.join(folder, "content.eml"), "--recipients", os.path.join(folder, "audience.csv"),
                  "--hold", "0s")
        importing = self._children() - children
        report = json.loads(self._say("author", "campaign", "check", "big", "--json"))
        warnings = [finding["key"] for finding in report["findings"] if finding["level"] == "Warn"]
        prepared = time.monotonic() - began
        self._accept("author", warnings)
        said = self._say("author", "campaign", "submit", "big", "--json")
        self._say("approver", "campaign", "review", "big")
        self._accept("approver", warnings)
        self._say("approver", "campaign", "approve", "big", "--hash", json.loads(said)["contentHash"])
        sending = time.monotonic()
        self._say("operator", "campaign", "start", "big")
        first, last = sink.wait(count, seconds, alive=lambda: self._silo.poll() is None)
        # The last outcomes are still being written when the sink has all.
        self._say("operator", "campaign", "watch", "big")
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

    def _gather(self):
        """Three people with a second factor each; nobody can write, approve and start alone."""
        self._say("root", "login", "root", "--first")
        self._say("root", "factor", "add", "--out", self._of("root", "codes"))
        for name in ("author", "approver", "operator"):
            self._say("root", "user", "add", name, "--grant", f"{name}@everywhere",
                      "--out", self._of(name, "invitation"))
            self._say(name, "login", name, "--invited")
            self._say(name, "factor", "add", "--out", self._of(name, "codes"))

    def _accept(self, person, warnings):
        for warning in warnings:
            self._say(person, "campaign", "accept", "big", "--finding", warning, "--reason", "The mails are a trial.")

    def _of(self, person, file):
        folder = os.path.join(self._folder, "people", person)
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, file)

    def _as(self, person):
        password = self._of(person, "password")
        if not os.path.exists(password):
            with open(password, "w", encoding="ascii") as out:
                out.write(secrets.token_hex(16))
        return self._environment | {
            "XDG_CONFIG_HOME": os.path.dirname(password), "ORLEANSMAIL_PASSWORD_FILE": password,
            "ORLEANSMAIL_INVITATION_FILE": self._of(person, "invitation"),
            "ORLEANSMAIL_TOTP_SECRET_FILE": self._of(person, "factor")}

    def _say(self, person, *words):
        said = subprocess.run(
            ["dotnet", self._program, *words], env=self._as(person), capture_output=True, text=True,
            check=False, timeout=600)
        if said.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: {said.stdout} {said.stderr}")
        return said.stdout
