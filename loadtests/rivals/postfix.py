"""Postfix with OpenDKIM as its milter, each with its own folders, from Debian's packages."""
import os
import re
import signal
import socket
import subprocess

import engines
import machine

MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/maillog
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = postfix.invalid
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
relayhost = [127.0.0.1]:{sink}
default_destination_concurrency_limit = {concurrency}
initial_destination_concurrency = {concurrency}
default_process_limit = 100
smtpd_client_connection_count_limit = 0
smtpd_milters = unix:{milter}
milter_default_action = tempfail
in_flow_delay = 0
smtp_tls_security_level = none
bounce_queue_lifetime = 0
maximal_queue_lifetime = 1h
"""

MASTER = """127.0.0.1:{port} inet n - n - - smtpd
cleanup   unix  n - n -   0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -   - trivial-rewrite
bounce    unix  - - n -   0 bounce
defer     unix  - - n -   0 bounce
trace     unix  - - n -   0 bounce
verify    unix  - - n -   1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -   - proxymap
showq     unix  n - n -   - showq
error     unix  - - n -   - error
retry     unix  - - n -   - error
smtp      unix  - - n -   - smtp
relay     unix  - - n -   - smtp
anvil     unix  - - n -   1 anvil
scache    unix  - - n -   1 scache
postlog   unix-dgram n - n - 1 postlogd
"""

MILTER = """Mode s
Socket local:{milter}
UMask 000
Domain {domain}
Selector {selector}
KeyFile {key}
Canonicalization relaxed/relaxed
SignatureAlgorithm rsa-sha256
InternalHosts 127.0.0.1
Syslog no
RequireSafeKeys no
Background no
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Postfix(engines.Fed):
    name = "Postfix + OpenDKIM"

    def __init__(self, options):
        super().__init__(options)
        self._concurrency = options.postfix_connections

    def start(self, folder, sink_port, key):
        self.port, milter = free_port(), os.path.join(folder, "opendkim.sock")
        values = {"folder": folder, "sink": sink_port, "concurrency": self._concurrency, "milter": milter,
                  "port": self.port, "key": key.path, "domain": key.domain, "selector": key.selector}
        for part in ("etc", "queue", "data"):
            os.mkdir(os.path.join(folder, part))
        subprocess.run(["chown", "postfix", os.path.join(folder, "data")], check=True)
        self._etc = os.path.join(folder, "etc")
        for name, text in (("main.cf", MAIN), ("master.cf", MASTER), ("opendkim.conf", MILTER)):
            with open(os.path.join(self._etc, name), "w", encoding="ascii") as out:
                out.write(text.format(**values))
        self._milter = subprocess.Popen(
            ["/usr/sbin/opendkim", "-f", "-x", os.path.join(self._etc, "opendkim.conf"),
             "-P", os.path.join(folder, "opendkim.pid")])
        machine.wait_for("opendkim", lambda: os.path.exists(milter), 20)
        said = subprocess.run(["postfix", "-c", self._etc, "start"], capture_output=True, text=True, check=False)
        if said.returncode != 0:
            self._stop_milter()
            raise RuntimeError(f"Postfix did not start: {said.stderr}")
        with open(os.path.join(folder, "queue/pid/master.pid"), encoding="ascii") as line:
            self._master = int(line.read())
        machine.wait_for("Postfix", lambda: is_open(self.port), 20)

    def roots(self):
        return [self._master, self._milter.pid]

    def stop(self):
        if getattr(self, "_master", None):
            subprocess.run(["postfix", "-c", self._etc, "stop"], capture_output=True, check=False)
            self._master = None
        self._stop_milter()

    def _stop_milter(self):
        machine.stop(self._milter)


class FilledPostfix(Postfix):
    """The same, but the queue is filled, and all is signed, before the first delivery: its queue manager waits."""

    name = "Postfix + OpenDKIM from a queue filled and signed before"

    def hold(self):
        self._master_entry("qmgr", "#qmgr")

    def release(self):
        self._master_entry("#qmgr", "qmgr")

    def _master_entry(self, old, new):
        path = os.path.join(self._etc, "master.cf")
        with open(path, encoding="ascii") as lines:
            text = lines.read()
        with open(path, "w", encoding="ascii") as out:
            out.write(re.sub(rf"^{old}\b", new, text, flags=re.MULTILINE))
        os.kill(self._master, signal.SIGHUP)
