#!/usr/bin/env bash
# Tries the scripts of this folder: five signed mails to Postfix and to Exim must arrive and verify, and one changed
# octet must be found. Leaves nothing behind.
#
#   try-peers.sh [PORT]        uses PORT and PORT + 1; 2525 by default
set -euo pipefail
cd "$(dirname "$0")"
port=${1:-2525}
work=$(mktemp -d)
chmod 711 "$work"
running=
cleanup() {
  [ -z "$running" ] || "./$running.sh" stop "$work/$running" || true
  rm -rf "$work"
}
trap cleanup EXIT

for peer in postfix exim; do
  "./$peer.sh" start "$work/$peer" "$port" sink.example other.example
  running=$peer
  ./sign-and-send.py "$port" sink.example 5 "$work"
  "./$peer.sh" wait "$work/$peer" 5 60
  echo "$peer: $(./verify-mail.py "$work/$peer/mail" --keys "$work/keys" --expect "$work/expect.csv")"

  changed=$(find "$work/$peer/mail/new" -type f | sort | head -n 1)
  sed -i 's/a dot begins/A dot begins/' "$changed"
  if ./verify-mail.py "$work/$peer/mail" --keys "$work/keys" >"$work/changed.json"; then
    echo "$peer: a changed octet was not found" >&2
    exit 1
  fi
  grep -q dkimpy "$work/changed.json" && grep -q opendkim: "$work/changed.json" \
    || { cat "$work/changed.json" >&2; exit 1; }
  "./$peer.sh" stop "$work/$peer"
  running=
  port=$((port + 1))
done
echo "all well"
