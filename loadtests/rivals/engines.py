"""What each engine of the side-by-side has in common, and the raw client that is none."""
import os
import signal
import threading
import time

import feed
import machine

FEED_SECONDS = 600


class Raw:
    """Finished mails, neither rendered nor signed by anybody, as fast as the sink takes them."""

    name = "raw SMTP into the sink"

    def __init__(self, options):
        self._options = options

    def run(self, folder, sink, mails):
        """Fed by a process of its own, so that its CPU time is its own."""
        count = self._options.raw
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            status = 1
            try:
                used = os.times()
                many = (mails[i % len(mails)] for i in range(count))
                feed.feed(sink.port, many, sessions=8, batch=8)
                now = os.times()
                os.write(writer, str(now.user + now.system - used.user - used.system).encode("ascii"))
                status = 0
            finally:
                os._exit(status)
        os.close(writer)
        status = None
        try:
            first, last = sink.wait(count, FEED_SECONDS)
            with os.fdopen(reader) as words:
                used = float(words.read() or "nan")
            status = os.waitpid(pid, 0)[1]
        finally:
            if status is None:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        if status != 0:
            raise RuntimeError("the raw client failed")
        return {"count": count, "first": first, "last": last, "cpu": used}


class Fed:
    """An engine that takes mails by SMTP, each signed as it is taken in, and relays them to the sink."""

    name = "?"

    def __init__(self, options):
        self._sessions = options.sessions

    def start(self, folder, sink_port, key):
        raise NotImplementedError

    def roots(self):
        raise NotImplementedError

    def stop(self):
        raise NotImplementedError

    def hold(self):
        """Called before the first mail is fed."""

    def release(self):
        """Called after the last mail is fed."""

    def run(self, folder, sink, mails, key, seconds=FEED_SECONDS):
        os.makedirs(folder)
        os.chmod(folder, 0o711)
        self.start(folder, sink.port, key)
        try:
            self.hold()
            before = machine.cpu_seconds(self.roots())
            faults, took = [], []

            def hand_in():
                try:
                    took.append(feed.feed(self.port, mails, self._sessions, seconds=seconds))
                    self.release()
                except Exception as fault:  # told to the one who waits below
                    faults.append(fault)

            feeder = threading.Thread(target=hand_in)
            began = time.monotonic()
            feeder.start()
            try:
                first, last = sink.wait(len(mails), seconds, alive=lambda: not faults)
            finally:
                feeder.join()
                if faults:
                    raise faults[0]
            return {
                "count": len(mails), "first": first, "last": last, "whole": last - began, "fed": took[0],
                "cpu": machine.cpu_seconds(self.roots()) - before,
            }
        finally:
            self.stop()
