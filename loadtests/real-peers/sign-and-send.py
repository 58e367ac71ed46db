#!/usr/bin/python3
"""Signs a few mails with dkimpy and sends them: what the scripts beside it are tried with.

  sign-and-send.py PORT DOMAIN COUNT WORK

Writes WORK/keys (public key) and WORK/expect.csv. Needs python3-dkim and openssl.
"""
import csv
import email.message
import email.policy
import email.utils
import smtplib
import subprocess
import sys

import dkim


def main():
    port, domain, count, work = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    key = subprocess.run(
        ["openssl", "genrsa", "-traditional", "2048"], capture_output=True, check=True).stdout
    public = subprocess.run(
        ["openssl", "rsa", "-pubout"], input=key, capture_output=True, check=True).stdout.decode()
    record = "".join(line for line in public.splitlines() if not line.startswith("-"))
    with open(f"{work}/keys", "w", encoding="ascii") as keys:
        keys.write(f"s1._domainkey.sender.example v=DKIM1; k=rsa; p={record}\n")

    with open(f"{work}/expect.csv", "w", encoding="utf-8", newline="") as out, \
            smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=30) as smtp:
        rows = csv.writer(out)
        rows.writerow(["address", "header:Subject", "name"])
        for number in range(count):
            address, name, subject = f"r{number}@{domain}", f"Zoë <{number}>", f"Grüße {number} 日本語"
            rows.writerow([address, subject, name])
            message = email.message.EmailMessage(policy=email.policy.SMTP)
            message["From"] = "Sender <news@sender.example>"
            message["To"] = address
            message["Subject"] = subject
            message["Date"] = email.utils.formatdate()
            message["Message-ID"] = f"<{number}@sender.example>"
            message.set_content(f"Dear {name},\n.a dot begins this line\n", cte="quoted-printable")
            message.add_alternative(f"<p>Dear Zoë &lt;{number}&gt;,</p>\n", subtype="html", cte="base64")
            octets = message.as_bytes()
            signature = dkim.sign(
                octets, b"s1", b"sender.example", key, canonicalize=(b"relaxed", b"relaxed"),
                include_headers=[b"from", b"to", b"subject", b"date", b"message-id"])
            smtp.sendmail("bounce@sender.example", [address], signature + octets)


if __name__ == "__main__":
    main()
