#!/usr/bin/env bash
# Everything that one machine can show of the engine's speed: its own figures against their goals, then the side-by-side
# with other engines. Two tables on the terminal, figures.html and rivals.md in the current folder.
#
#   loadtests/figures.sh [--recipients 1000000] [--runs 3]
#
# For Debian 12, as root: installs what is missing. Nothing else should run on the machine meanwhile.
set -euo pipefail
root=$(realpath "$(dirname "$(realpath "$0")")/..")
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

missing=()
for package in nsd openssl python3-dkim; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}" >&2
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
fi

# As operators install it: compiled ahead, so that a command answers sooner on a busy machine.
program=$root/artifacts/program
dotnet publish "$root/src/OrleansMail.Cli" -c Release --use-current-runtime --self-contained false \
  -p:PublishReadyToRun=true -o "$program" -clp:ErrorsOnly >&2
dotnet run -c Release --project "$root/loadtests/OrleansMail.LoadTests" -- \
  figures --program "$program/orleansmail.dll" "$@"
"$root/loadtests/rivals/run.sh" --mails 150000 --haraka-mails 10000 --postfix-mails 10000
