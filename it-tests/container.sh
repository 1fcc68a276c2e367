#!/usr/bin/env bash
# The container engine for RsyncdContainerTest.
#   container.sh image     builds the images localhost/rsyncd:3.5.0 and :3.2.7 out of the rsync
#                          binaries that parts.sh fetched, without any registry
#   container.sh run CMD…  runs a command with a Docker API to talk to: the Docker engine where one
#                          answers, else podman's service, which ends with the command
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
parts=${JSERSYNC_PARTS:-${XDG_CACHE_HOME:-$HOME/.cache}/jsersync-parts}

has_docker() {
  command -v docker >/dev/null && docker version >/dev/null 2>&1
}

if ! has_docker; then
  # Without these lines the runtime fails on resource limits where they can't be raised.
  mkdir -p "$parts"
  export CONTAINERS_CONF=$parts/containers.conf
  cat >"$CONTAINERS_CONF" <<'CONF'
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=5000:5000"]
[engine]
runtime = "runc"
[network]
network_backend = "netavark"
CONF
fi

image() { # VERSION BINARY
  local context
  context=$(mktemp -d)
  mkdir -p "$context"/rootfs/{etc,tmp,data,backup}
  local file
  for file in $(ldd "$2" | grep -oE '/[^ ]+'); do
    mkdir -p "$context/rootfs$(dirname "$file")"
    cp -L "$file" "$context/rootfs$file"
  done
  mkdir -p "$context/rootfs/usr/bin"
  cp "$2" "$context/rootfs/usr/bin/rsync"
  printf 'root:x:0:0::/:\nrsync:x:999:999::/:\n' >"$context/rootfs/etc/passwd"
  printf 'root:x:0:\nrsync:x:999:\n' >"$context/rootfs/etc/group"
  cp "$here"/src/main/container/{Containerfile,rsyncd.conf,rsyncd.secrets} "$context"
  chmod 600 "$context/rsyncd.secrets"
  chmod 1777 "$context/rootfs/tmp"
  if has_docker; then
    docker build -q -t "localhost/rsyncd:$1" -f "$context/Containerfile" "$context"
  else
    buildah bud -q -t "localhost/rsyncd:$1" -f "$context/Containerfile" "$context"
  fi
  rm -rf "$context"
}

case ${1:-} in
image)
  image 3.5.0 "$(command -v rsync)"
  image 3.2.7 "$parts/rsync-3.2.7/usr/bin/rsync"
  ;;
run)
  shift
  if ! has_docker; then
    socket=$(mktemp -d)/podman.sock
    podman system service --time=0 "unix://$socket" </dev/null >/dev/null 2>&1 &
    service=$!
    trap 'kill "$service" 2>/dev/null; wait "$service" 2>/dev/null; rm -rf "$(dirname "$socket")"' EXIT
    until [ -S "$socket" ]; do
      kill -0 "$service" || { echo "podman's service does not start" >&2; exit 1; }
      sleep 0.1
    done
    export DOCKER_HOST=unix://$socket TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
  fi
  "$@"
  ;;
*)
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 1
  ;;
esac
