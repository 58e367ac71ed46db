#!/usr/bin/env python3
"""Sends the same mail through OrleansMail and through other engines, in rounds, and prints one table.

`run.sh` beside it installs what is needed, builds, and calls it.
"""
import argparse
import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import engines
import haraka
import machine
import mail
import orleansmail
import postfix
import report
import sink as sinks

PROVED = 20


def arguments():
    parser = argparse.ArgumentParser(prog="run.sh", description="OrleansMail beside Haraka and Postfix with OpenDKIM.")
    parser.add_argument("--rounds", type=int, default=3, help="each engine runs once a round (3)")
    parser.add_argument("--mails", type=int, default=30_000, help="mails of an OrleansMail run (30000)")
    parser.add_argument("--raw", type=int, default=60_000, help="mails of a raw run (60000)")
    parser.add_argument("--haraka-mails", type=int, default=3_000, help="3000")
    parser.add_argument("--postfix-mails", type=int, default=3_000, help="3000")
    parser.add_argument("--haraka-connections", type=int, default=50, help="to the sink, of all workers (50)")
    parser.add_argument("--postfix-connections", type=int, default=20, help="to the sink (20)")
    parser.add_argument("--sessions", type=int, default=30, help="over which Haraka and Postfix are fed (30)")
    parser.add_argument("--openssl-seconds", type=int, default=3, help="of the RSA measurement in each round (3)")
    parser.add_argument("--only", default="", help="to run, by comma: raw,orleansmail,haraka,haraka1,postfix,filled")
    parser.add_argument("--out", default="rivals.md", help="the table as a markdown file (rivals.md)")
    parser.add_argument("--goals", help="append what was reached to this markdown table")
    parser.add_argument("--keep", action="store_true", help="keep the folders of all runs")
    for name in ("program", "haraka", "node"):
        parser.add_argument(f"--{name}", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def make_key(folder):
    """The rivals' RSA-2048 key; OrleansMail makes one of its own, of the same size."""
    path = os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "genrsa", "-traditional", "-out", path, "2048"], capture_output=True, check=True)
    said = subprocess.run(["openssl", "rsa", "-in", path, "-pubout"], capture_output=True, text=True, check=True)
    record = "v=DKIM1; k=rsa; p=" + "".join(line for line in said.stdout.splitlines() if "-" not in line)
    return mail.Key(path, mail.SENDER_DOMAIN, "rival", record)


class Trial:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.own = orleansmail.OrleansMail(options)
        self.raw = engines.Raw(options)
        self.rivals = {
            "haraka": (haraka.Haraka(options, max(2, os.cpu_count())), options.haraka_mails),
            "haraka1": (haraka.Haraka(options, 0), options.haraka_mails),
            "postfix": (postfix.Postfix(options), options.postfix_mails),
            "filled": (postfix.FilledPostfix(options), options.postfix_mails),
        }
        self.key = make_key(work)
        self.finished = []
        self.unsigned = []
        self._number = 0

    def wanted(self, name):
        return not self.options.only or name in self.options.only.split(",")

    def folder(self):
        self._number += 1
        return os.path.join(self.work, f"{self._number:03d}")

    def prove(self):
        """Makes the mails that all others send, and shows that everybody's signatures verify."""
        most = max(self.options.haraka_mails, self.options.postfix_mails, PROVED)
        folder = self.folder()
        store = os.path.join(folder, "mail")
        sink = sinks.Sink(self.options.program, os.path.join(folder, "sink"), store)
        try:
            self.own.run(os.path.join(folder, "engine"), sink, most)
        finally:
            sink.stop()
        self.finished = mail.finished(store)
        if len(self.finished) != most:
            raise RuntimeError(f"the sink kept {len(self.finished)} of {most} mails")
        self.unsigned = [(sender, to, mail.unsigned(octets)) for sender, to, octets in self.finished]
        yield self.own.name, self._verify(self.finished[:PROVED], self.own.key)
        for name, (engine, _) in self.rivals.items():
            if self.wanted(name) and name != "filled":
                yield engine.name, self._prove_rival(engine)

    def _prove_rival(self, engine):
        folder = self.folder()
        store = os.path.join(folder, "mail")
        sink = sinks.Sink(self.options.program, os.path.join(folder, "sink"), store)
        try:
            engine.run(os.path.join(folder, "engine"), sink, self.unsigned[:PROVED], self.key, seconds=60)
        finally:
            sink.stop()
        return self._verify(mail.finished(store), self.key)

    def _verify(self, mails, key):
        """What was signed and how large it is; dkimpy and opendkim verify each one."""
        folder = self.folder()
        os.mkdir(folder)
        for number, (_, _, octets) in enumerate(mails):
            with open(os.path.join(folder, f"{number}.eml"), "wb") as out:
                out.write(octets)
        keys = folder + ".keys"
        with open(keys, "w", encoding="ascii") as out:
            out.write(f"{key.selector}._domainkey.{key.domain} {key.record}\n")
        verifier = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../real-peers/verify-mail.py")
        said = subprocess.run([verifier, folder, "--keys", keys], capture_output=True, text=True, check=False)
        if said.returncode != 0:
            raise RuntimeError(f"not all verify: {said.stdout}{said.stderr}")
        tags = mail.signature_tags(mails[0][2])
        if tags["a"] != "rsa-sha256" or len(tags["b"]) != 344:
            raise RuntimeError(f"no RSA-2048 signature: {tags}")
        octets = sum(len(octets) for _, _, octets in mails) / len(mails)
        return f"{len(mails)} of {len(mails)} verify, {tags['c']}, {len(tags['h'].split(':'))} fields signed, " \
               f"{octets:,.0f} octets a mail"

    def round(self):
        yield "rsa", {"rate": machine.rsa_per_second(self.options.openssl_seconds)}
        if self.wanted("raw"):
            yield "raw", self._measured(self.raw.run, self.finished, unique=False)
        if self.wanted("orleansmail"):
            yield "orleansmail", self._measured(self.own.run, self.options.mails)
        for name, (engine, count) in self.rivals.items():
            if self.wanted(name):
                yield name, self._measured(engine.run, self.unsigned[:count], self.key)

    def _measured(self, run, *what, unique=True):
        folder = self.folder()
        sink = sinks.Sink(self.options.program, os.path.join(folder, "sink"))
        try:
            before = sink.cpu()
            seen = run(os.path.join(folder, "engine"), sink, *what)
            seen["sink_cpu"] = (sink.cpu() - before) / seen["count"]
        finally:
            counts = sink.stop()
        if counts["acceptedRecipients"] != seen["count"] or counts["refused"] or counts["duplicates"] and unique:
            raise RuntimeError(f"the sink saw {counts}")
        if run == self.own.run and counts["violations"]:
            raise RuntimeError(f"OrleansMail broke the protocol: {counts['reasons']}")
        if unique and len(set(sink.recipients())) != seen["count"]:
            raise RuntimeError("not every recipient exactly once")
        seen["connections"] = counts["connections"]
        seen["octets"] = counts["octets"] / counts["messages"]
        seen["rate"] = (seen["count"] - 1) / (seen["last"] - seen["first"])
        seen["cpu"] /= seen["count"]
        if not self.options.keep:
            shutil.rmtree(folder)
        return seen


def main():
    # Ended from outside: what was started is ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = arguments()
    busy = machine.load()
    work = tempfile.mkdtemp(prefix="rivals-")
    os.chmod(work, 0o711)
    try:
        trial = Trial(options, work)
        proofs = []
        for name, words in trial.prove():
            proofs.append((name, words))
            print(f"{name}: {words}", file=sys.stderr, flush=True)
        results = collections.defaultdict(list)
        for number in range(options.rounds):
            for name, seen in trial.round():
                results[name].append(seen)
                cpu = f", {seen['cpu'] * 1000:.3f} ms CPU, {seen['connections']:,} connections" if "cpu" in seen else ""
                print(f"round {number + 1} {name}: {seen['rate']:,.0f}/s{cpu}", file=sys.stderr, flush=True)
        titles = {"raw": trial.raw.name, "orleansmail": trial.own.name}
        titles |= {name: engine.name for name, (engine, _) in trial.rivals.items()}
        text = report.markdown(options, busy, proofs, titles, results)
        with open(options.out, "w", encoding="utf-8") as out:
            out.write(text)
        if options.goals:
            with open(options.goals, "a", encoding="utf-8") as out:
                out.writelines(f"{row}\n" for row in report.goal_rows(results, "messages/s ÷ those of "))
        print(re.sub(r"^# .*\n+", "", text))
    finally:
        if options.keep:
            print(f"kept: {work}", file=sys.stderr)
        else:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
