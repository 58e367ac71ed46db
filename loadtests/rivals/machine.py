"""The machine, the CPU time of process trees, and waiting with an end."""
import glob
import os
import platform
import re
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def name():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown CPU")
    with open("/proc/meminfo", encoding="utf-8") as lines:
        kilobytes = int(re.search(r"MemTotal:\s+(\d+)", lines.read())[1])
    kind = subprocess.run(
        ["systemd-detect-virt"], capture_output=True, text=True, check=False).stdout.strip() \
        if os.path.exists("/usr/bin/systemd-detect-virt") else guest()
    return f"{model}, {os.cpu_count()} cores, {kilobytes / 1048576:.0f} GiB, {kind}, Linux {platform.release()}"


def guest():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return "virtual machine" if " hypervisor" in lines.read() else "no hypervisor seen"


def load():
    """Share of the cores that was busy during 2 s, before anything of ours runs."""
    def reading():
        with open("/proc/stat", encoding="ascii") as lines:
            values = [int(value) for value in lines.readline().split()[1:9]]
        return sum(values), values[3] + values[4]
    all_before, idle_before = reading()
    time.sleep(2)
    all_after, idle_after = reading()
    return 1 - (idle_after - idle_before) / (all_after - all_before)


def stat_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as line:
            fields = line.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # Own time and that of children that ended and were waited for.
    return int(fields[1]), sum(int(value) for value in fields[11:15]) / TICKS


def tree(roots):
    children = {}
    for path in glob.glob("/proc/[0-9]*"):
        pid = int(path[6:])
        stat = stat_of(pid)
        if stat:
            children.setdefault(stat[0], []).append(pid)
    found, left = [], list(roots)
    while left:
        pid = left.pop()
        found.append(pid)
        left.extend(children.get(pid, []))
    return found


def cpu_seconds(roots):
    """CPU time, user and kernel, of the processes and all their descendants, the ended ones included."""
    return sum(stat[1] for stat in map(stat_of, tree(roots)) if stat)


def wait_for(what, condition, seconds):
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def stop(process, seconds=20):
    """Ends one process that we started."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def rsa_per_second(seconds):
    """RSA-2048 signatures a second of all cores together."""
    said = subprocess.run(
        ["openssl", "speed", "-seconds", str(seconds), "-multi", str(os.cpu_count()), "rsa2048"],
        capture_output=True, text=True, check=True, timeout=60 + 4 * seconds)
    return float(re.search(r"^rsa 2048 bits\s+\S+s\s+\S+s\s+([\d.]+)", said.stdout, re.MULTILINE)[1])
