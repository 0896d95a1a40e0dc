#!/usr/bin/env bash
# Installs a .deb in a bare Debian 12 of its own, with what it says it depends on and nothing else, and works there.
# Usage, as root: bare_debian.sh maatwerk_0.1.0_amd64.deb
set -euo pipefail
package=$(readlink -f "$1")
command -v mmdebstrap >/dev/null || { echo "bare_debian.sh: mmdebstrap is missing. Install it." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root
inside() { chroot "$root" env -i PATH=/usr/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 "$@"; }

# Debian itself is had from where this machine has it.
apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
  sort -u >"$folder/sources.list"
mmdebstrap --quiet --variant=apt --customize-hook="copy-in $package /tmp" \
  --customize-hook="chroot \"\$1\" apt-get install -q -y --no-install-recommends /tmp/$(basename "$package")" \
  bookworm "$root" - <"$folder/sources.list"

cat >"$root/tmp/work.sh" <<'WORK'
set -eux
mkdir -p /tmp/work
cd /tmp/work
maatwerk run quickstart --progress none
maatwerk compare --variants --cuts quickstart -n 2 --months 24 -o r.h5 --quiet
maatwerk report r.h5 --output report
test -s report/report.html
test -s report/report_nl.html
maatwerk figures r.h5 --output figures --language nl --width column
maatwerk practice duo -n 2 --set run.months=24
python3 -c 'import maatwerk; print(maatwerk.run("quickstart", replicates=2, months=12).sizes)'
bash -c 'source /usr/share/bash-completion/completions/maatwerk'
WORK
inside sh /tmp/work.sh
echo "$(basename "$package") works in a bare Debian 12."
