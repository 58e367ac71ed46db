#!/usr/bin/env bash
# A Postfix of its own on 127.0.0.1: takes mail for the given domains into a maildir and sends nothing anywhere.
#
#   postfix.sh start DIR PORT DOMAIN...   set up in DIR (new, below a temporary folder) and start
#   postfix.sh wait DIR COUNT SECONDS     until DIR/mail/new holds COUNT messages; fails when the time is over
#   postfix.sh stop DIR                   stop it; DIR stays
#
# Needs the Debian package postfix and root (its master gives each program the least rights).
set -euo pipefail

start() {
  local dir port mailbox
  dir=$(realpath -m "$1") port=$2
  shift 2
  [ ! -e "$dir/etc" ] || { echo "$dir is in use" >&2; exit 1; }
  mkdir -p "$dir"/{etc,queue,data,mail/{new,cur,tmp}}
  chmod 711 "$dir"
  chown -R nobody:nogroup "$dir/mail"
  chown postfix "$dir/data"
  mailbox=$(basename "$dir/mail")

  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=postfix.invalid \
    -keyout "$dir/etc/key.pem" -out "$dir/etc/certificate.pem" 2>/dev/null

  cat > "$dir/etc/main.cf" <<MAIN
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
maillog_file = $dir/maillog
maillog_file_prefixes = $dir
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = postfix.invalid
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks =
smtpd_relay_restrictions = reject_unauth_destination
virtual_mailbox_domains = $*
virtual_mailbox_base = $dir
virtual_mailbox_maps = static:$mailbox/
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
default_transport = error:this Postfix sends nothing
relay_transport = error:this Postfix sends nothing
bounce_queue_lifetime = 0
maximal_queue_lifetime = 1h
message_size_limit = 26214400
smtpd_tls_security_level = may
smtpd_tls_cert_file = $dir/etc/certificate.pem
smtpd_tls_key_file = $dir/etc/key.pem
smtpd_client_connection_count_limit = 0
smtpd_forbid_bare_newline = reject
strict_rfc821_envelopes = yes
default_process_limit = 50
MAIN

  cat > "$dir/etc/master.cf" <<MASTER
127.0.0.1:$port inet n - n - - smtpd
pickup    unix  n - n 60  1 pickup
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
discard   unix  - - n -   - discard
virtual   unix  - n n -   - virtual
anvil     unix  - - n -   1 anvil
postlog   unix-dgram n - n - 1 postlogd
MASTER

  postfix -c "$dir/etc" start >"$dir/start.log" 2>&1 || { cat "$dir/start.log" "$dir/maillog" >&2; exit 1; }
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
  stop) [ $# -eq 2 ] && postfix -c "$(realpath "$2")/etc" stop >/dev/null 2>&1 ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
