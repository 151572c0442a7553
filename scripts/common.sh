# shellcheck shell=bash
# What ./check and the scripts beside this file share: progress, sub-processes, packages. Sourced, never run.

say() { printf '    %s\n' "$*"; }

step() { printf '\n==> %s  [%s]\n' "$*" "$(date +%H:%M:%S)"; }

fail() {
  printf '\nerror: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf 'mend:  %s\n' "$2" >&2
  exit 2
}

# Runs a command in a process group of its own, so that a signal to the script ends all of it at once: bash puts a
# trap off until its foreground command ends, and a Maven build is long.
CHILD=
run() {
  set -m
  "$@" &
  CHILD=$!
  set +m
  local status=0
  wait "$CHILD" || status=$?
  CHILD=
  return "$status"
}

stop_child() {
  [ -n "$CHILD" ] || return 0
  kill -TERM -- "-$CHILD" 2>/dev/null || true
  wait "$CHILD" 2>/dev/null || true
  CHILD=
}

is_root() { [ "$(id -u)" = 0 ]; }

has_apt() { command -v apt-get >/dev/null && [ -e /etc/debian_version ]; }

can_install() { is_root && has_apt; }

apt_refresh() {
  [ -z "${APT_FRESH:-}" ] || return 0
  say "reading the package lists"
  apt-get update -qq >/dev/null || return 1
  APT_FRESH=yes
}

apt_has() { [ -n "$(apt-cache madison "$1" 2>/dev/null)" ]; }

# Installs packages without letting any of them start a service: what runs is for the script to decide, and to end.
apt_install() {
  apt_refresh || return 1
  say "installing $*"
  local policy=/usr/sbin/policy-rc.d made="" status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    made=yes
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || status=$?
  [ -z "$made" ] || rm -f "$policy"
  return "$status"
}
