"""A small SMTP client for many sessions in one process: feeds engines, and finds what the sink can take.

The octets of every mail are ready before it starts. To an engine it speaks DATA, one mail at a time a session, with the
envelope in one group where PIPELINING is offered (RFC 2920). With `batch` it sends that many mails in one write by
BDAT (RFC 3030), which costs the client and the kernel as little as can be.
"""
import itertools
import re
import selectors
import socket
import time

DOT = re.compile(rb"^\.", re.MULTILINE)
FINAL_REPLY = re.compile(rb"^(\d{3})(?: [^\r\n]*)?\r?\n", re.MULTILINE)


def stuffed(octets):
    return DOT.sub(b"..", octets) + b".\r\n"


def envelope(sender, recipient):
    return f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\n".encode("ascii")


def steps_by_data(mail):
    sender, recipient, octets = mail
    yield envelope(sender, recipient) + b"DATA\r\n", 3
    yield stuffed(octets), 1


def step_by_bdat(mails):
    parts = []
    for sender, recipient, octets in mails:
        parts += [envelope(sender, recipient), b"BDAT %d LAST\r\n" % len(octets), octets]
    return b"".join(parts), 3 * len(mails)


class Session:
    def __init__(self, port, work):
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        self.work = work
        self.steps = iter([(b"", 1), (b"EHLO feed.invalid\r\n", 1)])
        self.output = memoryview(b"")
        self.waiting = 0
        self.input = b""
        self.quitting = False
        self.socket.setblocking(False)
        self.next_step()

    def next_step(self):
        """False when there is nothing more to send."""
        step = next(self.steps, None)
        if step is None:
            self.steps = self.work()
            step = next(self.steps, None)
        if step is None:
            return False
        self.output, self.waiting = memoryview(step[0]), step[1]
        return True

    def write(self):
        try:
            while self.output:
                self.output = self.output[self.socket.send(self.output):]
        except BlockingIOError:
            pass

    def read(self):
        """Takes the replies that are there; True when all that were awaited have come."""
        try:
            octets = self.socket.recv(65536)
        except BlockingIOError:
            return False
        # Engines that answer a group in several small writes would wait 40 ms for a delayed acknowledgement.
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        if not octets:
            raise ConnectionError(f"closed while {self.waiting} replies are due; last words {self.input[-200:]!r}")
        self.input += octets
        end = 0
        for reply in FINAL_REPLY.finditer(self.input):
            if reply[1][:1] not in b"23":
                raise ConnectionError(f"refused: {reply[0]!r}")
            self.waiting -= 1
            end = reply.end()
        self.input = self.input[end:]
        return self.waiting == 0 and not self.output


def feed(port, mails, sessions, batch=0, seconds=300):
    """Sends all mails; returns the seconds it took. A refusal or a lost session is an error."""
    source = iter(mails)

    def work():
        if batch:
            some = list(itertools.islice(source, batch))
            return iter([step_by_bdat(some)] if some else [])
        mail = next(source, None)
        return steps_by_data(mail) if mail else iter([])

    began = time.monotonic()
    with selectors.DefaultSelector() as waiting:
        for _ in range(sessions):
            session = Session(port, work)
            waiting.register(session.socket, selectors.EVENT_READ, session)
        while waiting.get_map():
            ready = waiting.select(timeout=30)
            if not ready:
                raise TimeoutError("nothing heard for 30 s")
            if time.monotonic() - began > seconds:
                raise TimeoutError(f"not fed within {seconds} s")
            for key, events in ready:
                advance(waiting, key.data, events)
    return time.monotonic() - began


def advance(waiting, session, events):
    if events & selectors.EVENT_READ and session.read():
        if not session.next_step():
            waiting.unregister(session.socket)
            session.socket.send(b"QUIT\r\n")
            session.socket.close()
            return
    session.write()
    wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if session.output else 0)
    waiting.modify(session.socket, wanted, session)
