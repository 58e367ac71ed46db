#!/usr/bin/env bash
# OrleansMail, Haraka and Postfix with OpenDKIM send the same mail to the same sink on this machine; one table.
#
#   run.sh [--rounds 3] [--mails 30000] [--haraka-mails 3000] [--postfix-mails 3000] [--out rivals.md] ... (--help)
#
# For Debian 12, as root: installs what is missing (Postfix and OpenDKIM from Debian, Haraka by npm below artifacts/),
# needs the .NET SDK that global.json names. Everything listens on 127.0.0.1 and lives in a temporary folder; nothing of
# an installed mail server is changed or stopped.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
[ "$(id -u)" -eq 0 ] || { echo "Postfix needs root" >&2; exit 1; }
command -v dotnet >/dev/null || { echo "the .NET SDK is missing; see README.md" >&2; exit 1; }

missing=()
for package in postfix opendkim python3-dkim openssl python3; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}" >&2
  apt-get update -q >&2
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
fi

rivals=$root/artifacts/rivals
mkdir -p "$rivals"
if ! cmp -s "$here/package.json" "$rivals/package.json" || [ ! -e "$rivals/installed" ]; then
  rm -f "$rivals/installed"
  cp "$here/package.json" "$rivals/"
  npm_install() { (cd "$rivals" && npm install --omit=optional --ignore-scripts --no-audit --no-fund "$@" >&2); }
  npm_install --no-package-lock
  # Haraka 3.3 asks for node 20; Debian 12 has 18.
  if [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -lt 20 ]; then
    npm_install --no-package-lock --no-save "node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@24.21.0"
  fi
  touch "$rivals/installed"
fi
node=$(find "$rivals"/node_modules/node-linux-*/bin/node 2>/dev/null | head -n 1) || true
node=${node:-$(command -v node)}

# As operators install it: compiled ahead.
program=$root/artifacts/program
dotnet publish "$root/src/OrleansMail.Cli" -c Release --use-current-runtime --self-contained false \
  -p:PublishReadyToRun=true -o "$program" -clp:ErrorsOnly -nologo >&2

PYTHONDONTWRITEBYTECODE=1 exec python3 "$here/rivals.py" \
  --program "$program/orleansmail.dll" \
  --haraka "$rivals/node_modules" --node "$node" "$@"
