#!/usr/bin/env bash
# An Exim of its own on 127.0.0.1: takes mail for the given domains into a maildir and sends nothing anywhere.
# Debian lets only one mail server be installed, so this one is unpacked into DIR and not installed.
#
#   exim.sh start DIR PORT DOMAIN...      set up in DIR (new, below a temporary folder) and start
#   exim.sh wait DIR COUNT SECONDS        until DIR/mail/new holds COUNT messages; fails when the time is over
#   exim.sh stop DIR                      stop it; DIR stays
#
# Needs apt-get and root. Debian's exim asks for its own user, so that is made if it is not there.
set -euo pipefail

unpack() {
  local dir=$1
  mkdir -p "$dir/packages" "$dir/unpacked"
  # apt-get download drops to the user _apt only if that user may write here.
  (cd "$dir/packages" && apt-get -qq -o APT::Sandbox::User=root download exim4-daemon-light)
  # The libraries that exim needs; most are on the machine already.
  local library
  for library in $(dpkg-deb -f "$dir"/packages/exim4-daemon-light_*.deb Depends \
      | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g' | grep '^lib'); do
    dpkg-query -W -f '${db:Status-Status}' "$library" 2>/dev/null | grep -qx installed \
      || (cd "$dir/packages" && apt-get -qq -o APT::Sandbox::User=root download "$library")
  done
  local package
  for package in "$dir"/packages/*.deb; do
    dpkg-deb -x "$package" "$dir/unpacked"
  done
}

start() {
  local dir port
  dir=$(realpath -m "$1") port=$2
  shift 2
  [ ! -e "$dir/exim.conf" ] || { echo "$dir is in use" >&2; exit 1; }
  mkdir -p "$dir"/{spool,log,mail/{new,cur,tmp}}
  chmod 711 "$dir"
  unpack "$dir"
  getent passwd Debian-exim >/dev/null \
    || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin Debian-exim
  chown -R Debian-exim:Debian-exim "$dir"/{spool,log,mail}

  local domains="$*"
  cat > "$dir/exim.conf" <<CONF
deliver_drop_privilege = true
primary_hostname = exim.invalid
spool_directory = $dir/spool
log_file_path = $dir/log/%slog
pid_file_path = $dir/spool/exim.pid
local_interfaces = <; 127.0.0.1
daemon_smtp_ports = $port
disable_ipv6 = true
keep_environment =
domainlist taken = ${domains// / : }
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = 25M
smtp_accept_max = 100
smtp_accept_queue_per_connection = 0
queue_run_max = 5
acl_smtp_rcpt = rcpt
acl_smtp_data = accept

begin acl
rcpt:
  accept domains = +taken
  deny message = this Exim sends nothing

begin routers
all:
  driver = accept
  domains = +taken
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = $dir/mail
  create_directory = false
  maildir_format
  envelope_to_add
  return_path_add
  delivery_date_add
  user = Debian-exim
  group = Debian-exim
CONF
  chown root "$dir/exim.conf"
  chmod 644 "$dir/exim.conf"

  LD_LIBRARY_PATH="$dir/unpacked/usr/lib/$(uname -m)-linux-gnu" \
    "$dir/unpacked/usr/sbin/exim4" -C "$dir/exim.conf" -bdf -q10s >"$dir/start.log" 2>&1 &
  echo $! > "$dir/exim.pid"
  local i
  for i in $(seq 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
    kill -0 "$(cat "$dir/exim.pid")" 2>/dev/null || break
    sleep 0.1
  done
  cat "$dir/start.log" "$dir"/log/* >&2
  exit 1
}

arrived() { find "$1/mail/new" -type f | wc -l; }

await() {
  local deadline=$((SECONDS + $3))
  until [ "$(arrived "$1")" -ge "$2" ]; do
    [ "$SECONDS" -lt "$deadline" ] || { echo "$(arrived "$1") of $2 messages after $3 s" >&2; exit 1; }
    sleep 0.2
  done
}

case "${1-}" in
  start) [ $# -ge 4 ] && start "${@:2}" ;;
  wait) [ $# -eq 4 ] && await "${@:2}" ;;
  stop) [ $# -eq 2 ] && kill "$(cat "$2/exim.pid")" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
