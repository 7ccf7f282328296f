#!/usr/bin/env bash
# Fetches Debian's tools for transparency logs (witness, verifiers), which are not ours and check ours, into a folder:
# out/tlog-tools, or TLOG_TOOLS. Uses the mirror of this machine's own apt sources, with another suite, and an apt of its
# own: the system is not touched, and root is not needed. What is there already is not fetched again.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${TLOG_TOOLS:-out/tlog-tools}
mkdir -p "$tools"
tools=$(realpath "$tools")

codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' |
  awk -v codename="$codename" '$2 == codename { print $1; exit }')
[ -n "$mirror" ] || { echo "no apt source for $codename on this machine" >&2; exit 1; }
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial"
own() {
  apt-get -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State="$apt/state" \
    -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

fetch() { # suite, package
  [ -x "$tools/$2/usr/bin/litewitness" ] || fetch_anew "$@"
}

fetch_anew() {
  local suite=$1 package=$2
  rm -rf "$apt/get" "${tools:?}/$package"
  mkdir "$apt/get"
  echo "deb [signed-by=$keyring] $mirror $suite main" >"$apt/sources.list"
  own update && (cd "$apt/get" && own download "$package") &&
    dpkg -x "$apt/get/$package"_*.deb "$apt/get/$package" && mv "$apt/get/$package" "$tools/$package" &&
    echo "$package of $suite: $(basename "$apt/get/$package"_*.deb)"
}

# The released suite has the verifier, and a witness that ends with an error at its first checkpoint; the next one has both.
fetch trixie litetlog
fetch forky torchwood || fetch sid torchwood
