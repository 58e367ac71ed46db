#!/usr/bin/python3
"""Checks every message of a maildir (or folder of .eml files) as a strict receiver would.

  verify-mail.py FOLDER --keys KEYS [--expect CSV] [--no-opendkim]

Each message must parse without a defect in any part, must verify with dkimpy and with opendkim, and must hold what
the CSV says for its recipient. KEYS has one public key a line: DNS-NAME WHITESPACE TXT-RECORD (the form of opendkim's
TestPublicKeys), so nobody asks the DNS. The CSV has a column "address"; a column "header:NAME" must equal that header,
every other column must occur in each text part. Each address must have come exactly once.

Prints one JSON document; exit code 1 if anything failed, with at most 20 failures named.
Needs the Debian packages python3-dkim and opendkim.
"""
import argparse
import csv
import email
import email.policy
import html
import json
import os
import re
import subprocess
import sys
import tempfile

import dkim

OPENDKIM_BATCH = 100


def files_of(folder):
    places = [os.path.join(folder, part) for part in ("new", "cur")]
    places = [place for place in places if os.path.isdir(place)] or [folder]
    return sorted(
        os.path.join(place, name)
        for place in places
        for name in os.listdir(place)
        if os.path.isfile(os.path.join(place, name)) and not name.endswith(".tsv"))


def wire_form(octets):
    """Mail servers store LF; DKIM is about CRLF."""
    return re.sub(rb"\r?\n", b"\r\n", octets)


def keys_of(path):
    keys = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                name, record = line.strip().split(None, 1)
                keys[name.rstrip(".").lower()] = record.encode("ascii")
    return keys


def recipient_of(message):
    for name in ("X-Original-To", "Envelope-To", "Delivered-To", "To"):
        if message[name]:
            return email.utils.parseaddr(str(message[name]))[1].lower()
    return ""


def defects_of(message):
    for part in message.walk():
        for defect in part.defects:
            yield f"{part.get_content_type()}: {type(defect).__name__}"
        for name, value in part.items():
            for defect in getattr(value, "defects", ()):
                yield f"header {name}: {type(defect).__name__}"
        if not part.is_multipart() and part.get_content_maintype() == "text":
            part.get_content()  # raises if the charset or the transfer encoding lies
            yield from (f"{part.get_content_type()}: {type(defect).__name__}" for defect in part.defects)


def missing_of(message, row):
    texts = []
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            texts.append(part.get_content())
        elif part.get_content_type() == "text/html":
            texts.append(html.unescape(part.get_content()))
    for column, value in row.items():
        if column == "address" or not value:
            continue
        if column.startswith("header:"):
            found = str(message[column[7:]])
            if found != value:
                yield f"{column} is {found!r}, not {value!r}"
        elif not texts or not all(value in text for text in texts):
            yield f"{column} {value!r} is not in every text part"


def dkim_of(octets, keys):
    try:
        verifier = dkim.DKIM(octets)
        count = sum(1 for name, _ in verifier.headers if name.lower() == b"dkim-signature")
        if count == 0:
            return "no signature"
        for index in range(count):
            if not verifier.verify(idx=index, dnsfunc=lambda name, timeout=5: keys.get(
                    name.decode("ascii").rstrip(".").lower())):
                return f"signature {index + 1} of {count} does not verify"
    except dkim.DKIMException as fault:
        return f"{type(fault).__name__}: {fault}"
    return None


def opendkim_of(octets_by_file, keys_path):
    """Returns what opendkim's test mode says against each file."""
    failures = {}
    with tempfile.TemporaryDirectory() as work:
        config = os.path.join(work, "opendkim.conf")
        with open(config, "w", encoding="utf-8") as out:
            out.write(f"Mode v\nTestPublicKeys {os.path.abspath(keys_path)}\nSyslog no\nRequireSafeKeys no\n")
        names = {}
        for number, (file, octets) in enumerate(octets_by_file.items()):
            path = os.path.join(work, f"{number}.eml")
            with open(path, "wb") as out:
                out.write(octets)
            names[path] = file
        paths = list(names)
        for start in range(0, len(paths), OPENDKIM_BATCH):
            batch = paths[start:start + OPENDKIM_BATCH]
            said = subprocess.run(
                ["/usr/sbin/opendkim", "-x", config, "-vv", "-t", ",".join(batch)],
                capture_output=True, text=True, errors="replace", timeout=120, check=False)
            words = said.stdout + said.stderr
            for path in batch:
                about = [line for line in words.splitlines() if path in line]
                if not any("verification" in line and "succeeded" in line for line in about):
                    failures[names[path]] = "; ".join(about) or f"opendkim said nothing (exit {said.returncode}): {words[:200]}"
    return failures


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--keys", required=True)
    arguments.add_argument("--expect")
    arguments.add_argument("--no-opendkim", action="store_true")
    options = arguments.parse_args()

    keys = keys_of(options.keys)
    expected = None
    if options.expect:
        with open(options.expect, encoding="utf-8-sig", newline="") as rows:
            expected = {row["address"].lower(): row for row in csv.DictReader(rows)}

    failures = []
    octets_by_file = {}
    seen = {}
    for file in files_of(options.folder):
        with open(file, "rb") as stored:
            octets = wire_form(stored.read())
        octets_by_file[file] = octets
        message = email.message_from_bytes(octets, policy=email.policy.default)
        recipient = recipient_of(message)
        seen[recipient] = seen.get(recipient, 0) + 1
        try:
            failures.extend((file, f"defect: {defect}") for defect in defects_of(message))
            if expected is not None and recipient not in expected:
                failures.append((file, "nobody expected this recipient"))
            elif expected is not None:
                failures.extend((file, missing) for missing in missing_of(message, expected[recipient]))
        except (LookupError, ValueError) as fault:
            failures.append((file, f"text: {type(fault).__name__}: {fault}"))
        fault = dkim_of(octets, keys)
        if fault:
            failures.append((file, f"dkimpy: {fault}"))

    failures.extend(("", f"{count} times: {recipient}") for recipient, count in seen.items() if count > 1 and expected)
    failures.extend(("", f"did not come: {recipient}") for recipient in (expected or {}) if recipient not in seen)
    if not options.no_opendkim and octets_by_file:
        against = opendkim_of(octets_by_file, options.keys)
        failures.extend((file, f"opendkim: {words}") for file, words in against.items())

    print(json.dumps({
        "messages": len(octets_by_file),
        "recipients": len(seen),
        "failures": len(failures),
        "first": [f"{os.path.basename(file)}: {words}" for file, words in failures[:20]],
    }))
    return 1 if failures or not octets_by_file else 0


if __name__ == "__main__":
    sys.exit(main())
