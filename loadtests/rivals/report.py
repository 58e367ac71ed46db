"""The one table and the words that belong to it."""
import datetime
import re
import statistics
import subprocess

import machine

# The share of the cores that others may have for a run to count.
QUIET = 0.05

# Times what the other sends at its best.
GOALS = (("Haraka", ("haraka", "haraka1"), 12), ("Postfix with OpenDKIM", ("postfix",), 20))

WORDS = """
How it was measured:

- All engines relay the same multipart/alternative mail, with the same merged values, to `orleansmail sink` (no TLS) on
  the same machine. OrleansMail rendered it once into a storing sink; those octets, without their signature, are what
  the others were fed by SMTP. So OrleansMail renders and signs, the others only sign (and add a Received field).
- msg/s is counted at the sink, from the first to the last accepted mail. Haraka and Postfix sign while they take a mail
  in, and deliver at the same time; they are fed over {sessions} sessions as fast as they take it, so that msg/s holds
  their intake, their signing, their queue on disk and their delivery. OrleansMail has its audience imported and
  approved before, and renders, signs and delivers in that time, each outcome recorded.
- *handed in to last* is the same from the first octet handed in: for OrleansMail with the import of the CSV and the
  Guard's look at every row (not the time of the two people's commands), for the others from the first SMTP session.
- *queue filled before*: Postfix's queue manager is started when all mails are in the queue, so neither the intake nor
  the signatures are in msg/s. No comparable figure: OrleansMail signs while it sends. Its CPU is of both parts.
- Raw is a client in one process with {raw:,} finished, signed mails, 8 sessions, 8 mails in one write by BDAT.
- CPU is user and kernel time of all processes of an engine, the ended ones too, from before the first mail is handed
  in until the last is delivered; the client that feeds is not in it, and the sink has a column of its own.
- Median of {rounds} rounds; in a round each runs once, one after the other, so that a noisy minute meets all of them.
  The RSA row is the best of the rounds, as a limit must be.
- The sink saw every recipient of every run exactly once, and no fault of protocol from OrleansMail.

What it says and what not: the fair figures are the ratio to the RSA limit and to Haraka. Kernel work (a process, a
page fault, fsync, a round trip between two processes) is dear on virtual machines; Postfix, and Exim more so, are
made of many small processes and pay for it many times, so a multiple of Postfix from such a machine flatters
OrleansMail and is no general claim. All share the cores with the sink. One queue on one machine over loopback says
nothing about the speed at which the world's receivers take mail.
"""


def version(*command):
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    words = (said.stdout + said.stderr).strip().splitlines()
    return words[0].strip() if words else "?"


def package(name):
    return version("dpkg-query", "-W", "-f", "${Version}", name)


def versions(options):
    def of_npm(name):
        with open(f"{options.haraka}/{name}/package.json", encoding="utf-8") as file:
            return re.search(r'"version": "([^"]+)"', file.read())[1]
    return [
        f"Haraka {of_npm('Haraka')}, haraka-plugin-dkim {of_npm('haraka-plugin-dkim')}, node "
        f"{version(options.node, '--version')}, at most {options.haraka_connections} connections to the sink",
        f"Postfix {package('postfix')}, OpenDKIM {package('opendkim')}, at most {options.postfix_connections} "
        "connections to the sink",
        f".NET {version('dotnet', '--version')}, {version('openssl', 'version')}",
    ]


def median(values):
    return statistics.median(values)


def row(title, runs, limit, rival, is_limit=False):
    rates = [seen["rate"] for seen in runs]
    middle = limit if is_limit else median(rates)

    def column(name, form):
        values = [form(seen[name]) for seen in runs if name in seen]
        return values and median(values)
    cpu, sink, whole = (
        column("cpu", lambda v: v * 1000), column("sink_cpu", lambda v: v * 1000), [
            seen["count"] / seen["whole"] for seen in runs if "whole" in seen])
    cells = [
        title, f"{middle:,.0f}", f"{middle / limit:.2f}", f"{middle / rival:.1f}" if rival else "–",
        f"{cpu:.3f}" if cpu else "–", f"{min(rates):,.0f} to {max(rates):,.0f}",
        f"{median(whole):,.0f}" if whole else "–", f"{sink:.3f}" if sink else "–",
        f"{runs[0]['count']:,}" if "count" in runs[0] else "–",
        f"{median([seen['octets'] for seen in runs]):,.0f}" if "octets" in runs[0] else "–",
    ]
    return "| " + " | ".join(cells) + " |"


def goal_rows(results, prefix=""):
    """OrleansMail against each other engine's best, and what it has to be."""
    own = [seen["rate"] for seen in results["orleansmail"]]
    for title, names, goal in GOALS:
        rates = [median([seen["rate"] for seen in results[name]]) for name in names if results[name]]
        if own and rates:
            ratio = median(own) / max(rates)
            yield f"| {prefix}{title} | ≥ {goal} × | {ratio:.1f} × | {'yes' if ratio >= goal else 'no'} |"


def goals(results):
    rows = list(goal_rows(results))
    return ["| OrleansMail against | goal | measured | reached |", "|---|---|---|---|", *rows, ""] if rows else []


def markdown(options, busy, proofs, titles, results):
    # A limit is what was possible in the best moment: on a busy machine a median would flatter everybody.
    limit = max(seen["rate"] for seen in results["rsa"])
    harakas = [median([seen["rate"] for seen in results[name]]) for name in ("haraka", "haraka1") if results[name]]
    rival = max(harakas, default=None)
    lines = [
        "# OrleansMail beside other engines", "",
        f"{machine.name()}. {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M}Z.",
        f"The machine was {busy:.0%} busy with other things before the start."
        + (" **Not a quiet machine: quote nothing of this.**" if busy > QUIET else ""), ""]
    if results["orleansmail"]:
        own = median([seen["rate"] for seen in results["orleansmail"]])
        lines += [
            f"OrleansMail sends {own / limit:.0%} of what the cores can sign with RSA-2048 when they do nothing else"
            + (f", and {own / rival:.1f} times what Haraka sends at its best." if rival else "."), ""]
    lines += [
        "| | msg/s | of the RSA limit | × Haraka's best | CPU ms/mail | spread | handed in to last, msg/s "
        "| sink CPU ms/mail | mails | octets |",
        "|---|---|---|---|---|---|---|---|---|---|",
        row("RSA-2048 signatures, all cores (openssl speed)", results["rsa"], limit, rival, is_limit=True)]
    lines += [row(title, results[name], limit, rival) for name, title in titles.items() if results[name]]
    lines += ["", *goals(results), "Versions:", ""] + [f"- {words}" for words in versions(options)]
    lines += ["", "Before the measurement dkimpy and opendkim verified what each of them sent:", ""]
    lines += [f"- {name}: {words}" for name, words in proofs]
    return "\n".join(lines) + "\n" + WORDS.format(sessions=options.sessions, raw=options.raw, rounds=options.rounds)
