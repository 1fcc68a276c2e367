#!/usr/bin/env bash
# Fetches the real programs that the tests of this module run against, on Debian 12: two rsync
# versions, the container engine, an NFS server, sshd, getfattr and getfacl to read trees back, and the programs the
# benchmarks compare with. Does nothing where everything is there.
set -euo pipefail

parts=${JSERSYNC_PARTS:-${XDG_CACHE_HOME:-$HOME/.cache}/jsersync-parts}
old_rsync=3.2.7-1+deb12u6

packages="
  rsync attr acl
  podman buildah runc netavark aardvark-dns iptables uidmap
  nfs-ganesha nfs-ganesha-vfs libnfs-utils rpcbind
  openssh-server openssh-client
  lsyncd inotify-tools
"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
for package in $packages; do
  installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "parts: installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
fi

if [ ! -x "$parts/rsync-3.2.7/usr/bin/rsync" ]; then
  echo "parts: unpacking rsync $old_rsync into $parts"
  mkdir -p "$parts"
  scratch=$(mktemp -d "$parts/fetch.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  (
    cd "$scratch"
    apt-get download -qq -o APT::Sandbox::User="$(id -un)" "rsync=$old_rsync"
    dpkg -x rsync_*.deb tree
  )
  rm -rf "$parts/rsync-3.2.7"
  mv "$scratch/tree" "$parts/rsync-3.2.7"
fi

# The daemon of the main use case runs as the user rsync.
if ! getent passwd rsync >/dev/null; then
  echo "parts: creating the user rsync"
  as_root useradd --system --no-create-home --user-group --shell /usr/sbin/nologin rsync
fi
