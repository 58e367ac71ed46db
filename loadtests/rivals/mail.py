"""The mail that all send: one content with merge fields, an audience, and the finished octets."""
import collections
import email.parser
import os
import re

# A DKIM key: file (None if an engine keeps it), domain, selector and TXT record.
Key = collections.namedtuple("Key", "path domain selector record")

SITES = 5
SENTENCE = "The quick brown fox jumps over the lazy dog while seventeen engineers measure how long it takes. "
SENDER_DOMAIN = "sender.test"


def content():
    """A multipart/alternative of 10 KB with merge fields in subject, text, HTML and links."""
    text = ("Dear {{ name }},\r\n\r\nyour customer code is {{ code }} at {{ company }} in {{ city }}.\r\n\r\n")
    html = ("<html><head><title>News for {{ name }}</title></head><body style=\"font-family:sans-serif\">"
            "<h1>Hello {{ name }}</h1><p>{{ company }}, {{ city }}, {{ code }}</p>\r\n")
    for number in range(12):
        link = f"https://shop.{SENDER_DOMAIN}/p/{number}?c={{{{ code }}}}"
        text += f"{SENTENCE}See {link}&t={{{{ token }}}}\r\n"
        html += (f"<table width=\"100%\"><tr><td style=\"color:#333333\"><p>{SENTENCE * 3}</p>"
                 f"<a href=\"{link}&amp;t={{{{ token }}}}\">See it</a></td></tr></table>\r\n")
    leave = f"https://u.{SENDER_DOMAIN}/u/{{{{ token }}}}"
    text += f"\r\nUnsubscribe: {leave}\r\n"
    html += f"<p><a href=\"{leave}\">Unsubscribe</a></p></body></html>\r\n"
    return ("Subject: {{ name }}, news for {{ company }}\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n"
            f"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
            f"--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b1--\r\n")


def write_audience(path, count):
    with open(path, "w", encoding="ascii") as out:
        out.write("address,name,company,city,code,token\n")
        for i in range(count):
            out.write(f"customer{i}@site{i % SITES}.test,Customer {i},Company {i % 977} Inc,City {i % 311},"
                      f"K{1000000 + i},t{i:08x}{i * 2654435761 % 2**32:08x}\n")


def finished(folder):
    """The mails of a sink's folder: sender, recipient and octets."""
    mails = []
    with open(os.path.join(folder, "envelopes.tsv"), encoding="utf-8") as lines:
        for line in lines:
            name, sender, recipient = line.rstrip("\n").split("\t")
            with open(os.path.join(folder, name), "rb") as file:
                mails.append((sender, recipient, file.read()))
    return mails


def unsigned(octets):
    """The same mail as it was before it was signed."""
    head, body = octets.split(b"\r\n\r\n", 1)
    fields = re.split(rb"\r\n(?![ \t])", head)
    kept = [field for field in fields if not field.lower().startswith(b"dkim-signature:")]
    return b"\r\n".join(kept) + b"\r\n\r\n" + body


def signature_tags(octets):
    """Tags of the one DKIM-Signature that a mail must have."""
    head = email.parser.BytesHeaderParser().parsebytes(octets)
    found = head.get_all("DKIM-Signature") or []
    if len(found) != 1:
        raise ValueError(f"{len(found)} DKIM signatures")
    pairs = (tag.split("=", 1) for tag in found[0].split(";") if "=" in tag)
    return {name.strip(): re.sub(r"\s", "", value) for name, value in pairs}
