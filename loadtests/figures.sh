#!/usr/bin/env bash
# All figures that the engine has to reach, each beside its goal, in one table: a silo alone, a check, both databases, three
# silos, kills of them, and other engines beside it. Prints the table and writes it to figures.md in the current folder;
# figures.html and rivals.md hold how it came about.
#
#   loadtests/figures.sh [--recipients 1000000] [--runs 3]
#
# For Debian 12, as root: installs what is missing. Nothing else should run on the machine meanwhile. Takes an hour or
# more on two cores.
set -euo pipefail
root=$(realpath "$(dirname "$(realpath "$0")")/..")
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

recipients=1000000
runs=3
while [ $# -gt 0 ]; do
  case $1 in
    --recipients) recipients=${2:?--recipients takes a number} ;;
    --runs) runs=${2:?--runs takes a number} ;;
    *) echo "figures.sh [--recipients 1000000] [--runs 3]" >&2; exit 2 ;;
  esac
  shift 2
done

missing=()
for package in nsd openssl python3-dkim postgresql nftables; do
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
dotnet build "$root/loadtests/OrleansMail.LoadTests" -c Release -clp:ErrorsOnly >&2

table=$(realpath figures.md)
printf '%s\n' '| figure | goal | measured | reached |' '|---|---|---|---|' > "$table"
broken=0
trial() {
  echo "$1" >&2
  dotnet "$root/artifacts/bin/OrleansMail.LoadTests/release/OrleansMail.LoadTests.dll" "$@" \
    --program "$program/orleansmail.dll" --goals "$table" || broken=1
}
trial figures --recipients "$recipients" --runs "$runs"
trial databases --recipients 50000 --runs "$runs"
trial scale --recipients-each 8000 --runs "$runs"
trial chaos --kind Kill --faults 10 --recipients 40000
"$root/loadtests/rivals/run.sh" --rounds "$runs" --mails 150000 --haraka-mails 10000 --postfix-mails 10000 --goals "$table" || broken=1
cat "$table"
exit $broken
