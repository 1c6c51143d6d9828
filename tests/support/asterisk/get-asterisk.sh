#!/bin/sh
# get-asterisk.sh [FOLDER] [SUITE]: unpacks Asterisk from Debian packages into FOLDER, for the tests.
# Nothing is installed and no right of an administrator is needed; the machine's own apt sources,
# with another suite, say where from. Needs apt-get and dpkg-deb (Debian, Ubuntu).
set -eu
folder=${1:-node_modules/.cache/asterisk}
suite=${2:-forky}
packages="asterisk asterisk-modules libc6 libstdc++6 libgcc-s1 libbsd0 libcap2 libcrypt1 libedit2
libgsm1 libjansson4 libmd0 libnspr4 libnss3 libopus0 libsqlite3-0 libsrtp2-1 libssl3t64 libsystemd0
libtinfo6 liburiparser1 libuuid1 libxml2-16 libxslt1.1 libzstd1 zlib1g"

# "deb [options] URI suite …" or the lines "URIs:" and "Signed-By:" of the newer format.
sources=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
uri=$(printf '%s\n' "$sources" | sed -n 's/^URIs: *\([^ ]*\).*/\1/p' | head -n 1)
if [ -z "$uri" ]; then
  uri=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' | head -n 1)
fi
key=$(printf '%s\n' "$sources" | sed -n 's/^Signed-By: *\(\/.*\)/\1/p' | head -n 1)
key=${key:-/usr/share/keyrings/debian-archive-keyring.gpg}
[ -n "$uri" ] || { echo "get-asterisk.sh: found no apt source" >&2; exit 1; }

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts"
: >"$work/status"
echo "deb [arch=$(dpkg --print-architecture) signed-by=$key] $uri $suite main" >"$work/sources.list"
options="-q -o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=$work/parts
-o Dir::Etc::Preferences=$work/none -o Dir::Etc::PreferencesParts=$work/parts
-o Dir::State::Lists=$work/lists -o Dir::State::status=$work/status -o Dir::Cache=$work/cache
-o APT::Sandbox::User= -o Acquire::Languages=none
-o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false"

# Both lists are words on purpose.
# shellcheck disable=SC2086
{
  apt-get $options update >/dev/null
  cd "$work/cache/archives"
  apt-get $options download $packages >/dev/null
}
for package in *.deb; do dpkg-deb -x "$package" "$folder"; done
cd "$folder"
for link in lib lib64; do [ -e "$link" ] || ln -s "usr/$link" "$link"; done
echo "$folder"
