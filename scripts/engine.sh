# shellcheck shell=bash
# Finds a Docker Engine, or installs and starts one, and ends what it started. Sourced, never run.
#
# After find_engine: DOCKER is a client that gets on with the engine, or ENGINE_MISSING says why there is none.

DOCKER=
ENGINE_MISSING=
ENGINE_DIR=
ENGINE_PID=
CONTAINERS_BEFORE=
COMPOSE=

# A client may be newer than the engine can bear, so all that are installed are tried.
find_client() {
  local client
  DOCKER=
  for client in $(type -ap docker 2>/dev/null) /usr/bin/docker /usr/local/bin/docker; do
    if [ -x "$client" ] && timeout 15 "$client" version --format '{{.Server.Version}}' >/dev/null 2>&1; then
      DOCKER=$client
      return 0
    fi
  done
  return 1
}

# The engine may be that of the client's current context; the tests are to meet the same.
export_engine_address() {
  [ -z "${DOCKER_HOST:-}" ] || return 0
  local address
  address=$("$DOCKER" context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || return 0
  if [ -n "$address" ] && [ "$address" != unix:///var/run/docker.sock ]; then export DOCKER_HOST=$address; fi
}

install_engine() {
  apt_refresh || return 1
  local packages="docker.io iptables iproute2"
  if apt_has docker-cli; then packages="$packages docker-cli"; fi
  # shellcheck disable=SC2086 # a list
  apt_install $packages
}

await_engine() {
  local tries=0
  while ! find_client; do
    kill -0 "$ENGINE_PID" 2>/dev/null || return 1
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || return 1
    sleep 0.5
  done
}

launch_engine() {
  PATH="$1$PATH" setsid dockerd --pidfile "$ENGINE_DIR/dockerd.pid" >"$ENGINE_DIR/dockerd.log" 2>&1 &
  ENGINE_PID=$!
  await_engine
}

# Some kernels have no nftables: then the same with the older iptables, chosen for this one daemon only.
start_engine() {
  ENGINE_DIR=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-engine.XXXXXX")
  launch_engine "" && return 0
  stop_engine_process
  if command -v iptables-legacy >/dev/null && grep -qi iptables "$ENGINE_DIR/dockerd.log"; then
    mkdir "$ENGINE_DIR/bin"
    ln -s "$(command -v iptables-legacy)" "$ENGINE_DIR/bin/iptables"
    ln -s "$(command -v ip6tables-legacy)" "$ENGINE_DIR/bin/ip6tables"
    launch_engine "$ENGINE_DIR/bin:" && return 0
    stop_engine_process
  fi
  ENGINE_MISSING="dockerd did not come up: $(sed -n 's/^failed to start daemon: //p' "$ENGINE_DIR/dockerd.log" | tail -n 1)"
  return 1
}

stop_engine_process() {
  [ -n "$ENGINE_PID" ] || return 0
  kill -TERM "$ENGINE_PID" 2>/dev/null || true
  local tries=0
  while kill -0 "$ENGINE_PID" 2>/dev/null && [ "$tries" -lt 80 ]; do
    tries=$((tries + 1))
    sleep 0.25
  done
  kill -KILL "$ENGINE_PID" 2>/dev/null || true
  wait "$ENGINE_PID" 2>/dev/null || true
  ENGINE_PID=
}

find_engine() {
  if [ "${TOCSIN_CHECK_ENGINE:-}" = off ]; then
    ENGINE_MISSING="it was asked to do without (--no-engine)"
  elif find_client; then
    say "the engine that runs here is used"
  elif [ -n "${DOCKER_HOST:-}" ]; then
    ENGINE_MISSING="DOCKER_HOST is $DOCKER_HOST and no engine answers there"
  elif ! command -v dockerd >/dev/null && ! can_install; then
    ENGINE_MISSING="none runs, and only root on Debian or Ubuntu can have one installed here"
  elif ! is_root; then
    ENGINE_MISSING="none answers, and only root can start one (or the user may not open its socket)"
  elif ! command -v dockerd >/dev/null && ! install_engine; then
    ENGINE_MISSING="docker.io could not be installed"
  else
    say "starting dockerd"
    start_engine || true
  fi
  [ -z "$ENGINE_MISSING" ] || return 1
  export_engine_address
  CONTAINERS_BEFORE=$("$DOCKER" ps -aq --no-trunc)
  say "Docker Engine $("$DOCKER" version --format '{{.Server.Version}} (API {{.Server.APIVersion}})'), client $DOCKER"
}

containers_left() {
  "$DOCKER" ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.Image}}' 2>/dev/null |
    while read -r id rest; do
      case "$CONTAINERS_BEFORE" in *"$id"*) ;; *) printf '%s %s\n' "$id" "$rest" ;; esac
    done
}

# Only in an engine of our own is every new container ours to remove; elsewhere they are named.
release_engine() {
  [ -n "$DOCKER" ] || { stop_engine_process; return 0; }
  local left
  left=$(containers_left) || left=
  if [ -n "$ENGINE_PID" ]; then
    [ -z "$left" ] || printf '%s\n' "$left" | cut -d ' ' -f 1 | xargs "$DOCKER" rm -f -v >/dev/null 2>&1 || true
    stop_engine_process
    say "the Docker Engine that was started for this run is stopped"
  elif [ -n "$left" ]; then
    say "containers that came up during this run and are still there (perhaps not of this run):"
    printf '%s\n' "$left" | sed 's/^/      /'
  fi
  [ -z "$ENGINE_DIR" ] || rm -rf "$ENGINE_DIR"
}

# Sets COMPOSE: version 2 as the client's plugin, or else docker-compose of either version.
find_compose() {
  compose_here && return 0
  can_install && apt_refresh || return 1
  local package=docker-compose
  if apt_has docker-compose-v2; then package=docker-compose-v2; fi
  apt_install "$package" && compose_here
}

compose_here() {
  if "$DOCKER" compose version >/dev/null 2>&1; then
    COMPOSE="$DOCKER compose"
  elif command -v docker-compose >/dev/null; then
    COMPOSE=docker-compose
  else
    return 1
  fi
}
