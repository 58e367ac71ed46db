"""Haraka with haraka-plugin-dkim, from npm, with its own folder."""
import os
import shutil
import subprocess

import engines
import machine
from postfix import free_port, is_open

PLUGIN = """'use strict'
// Everybody on loopback may relay, and all mail goes to the one sink.
exports.hook_connect_init = function (next, connection) {
  connection.relaying = true
  next()
}
exports.hook_lookup_rdns = function (next) {
  next(OK, 'localhost')
}
exports.hook_get_mx = function (next) {
  next(OK, [{ priority: 0, exchange: '127.0.0.1', port: %d }])
}
"""


class Haraka(engines.Fed):
    """`workers` 0 is one process without a cluster; else a cluster master and so many workers."""

    def __init__(self, options, workers):
        super().__init__(options)
        self.name = "Haraka, " + (f"{workers} workers" if workers else "one process")
        self._packages = options.haraka
        self._node = options.node
        self._workers = workers
        # Haraka's limit is one of each worker.
        self._concurrency = options.haraka_connections // max(1, workers)

    def start(self, folder, sink_port, key):
        self.port = free_port()
        program = os.path.join(self._packages, "Haraka/bin/haraka")
        # Its own way to set up a folder with the configuration as shipped.
        said = subprocess.run([self._node, program, "-i", folder], capture_output=True, text=True, check=False)
        if said.returncode != 0:
            raise RuntimeError(f"haraka -i: {said.stdout}{said.stderr}")
        keys = f"dkim/{key.domain}"
        nodes = f"nodes={self._workers}\n" if self._workers else ""
        files = {
            "config/me": "haraka.invalid\n",
            "config/smtp.ini": f"listen=127.0.0.1:{self.port}\n{nodes}",
            "config/plugins": "dkim\nto_sink\n",
            "config/loglevel": "warn\n",
            "config/log.ini": "[main]\nlevel=warn\n",
            "config/outbound.ini":
                f"concurrency_max={self._concurrency}\nenable_tls=false\nlocal_mx_ok=true\n",
            "config/dkim.ini":
                "[sign]\nenabled=true\n[canon]\nbody=relaxed\n[verify]\nenabled=false\n",
            f"config/{keys}/selector": key.selector + "\n",
            "plugins/to_sink.js": PLUGIN % sink_port,
        }
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="ascii") as out:
                out.write(text)
        shutil.copy(key.path, os.path.join(folder, "config", keys, "private"))
        os.makedirs(os.path.join(folder, "queue"), exist_ok=True)
        shutil.rmtree(os.path.join(folder, "node_modules"), ignore_errors=True)
        os.symlink(self._packages, os.path.join(folder, "node_modules"))
        self._log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
        self._process = subprocess.Popen(
            [self._node, program, "-c", folder],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
            env=os.environ | {"NODE_ENV": "production"})
        machine.wait_for("Haraka", lambda: is_open(self.port) or self._process.poll() is not None, 30)
        if self._process.poll() is not None:
            raise RuntimeError(f"Haraka did not start; see {self._log.name}")

    def roots(self):
        return [self._process.pid]

    def stop(self):
        machine.stop(self._process)
        self._log.close()
