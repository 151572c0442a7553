# What all services of the soak have in common. They spend their time asleep and fork as little as they can.
# A cue is a file in /: `touch /debug` switches a service to debug logging, `touch /fault` lets it fail as it was made to.
trap 'echo "$(stamp) INFO caught SIGTERM, shutting down"; exit 0' TERM
stamp() { date -u +%Y-%m-%dT%H:%M:%SZ; }
nap() { sleep "$1" & wait $!; }
cued() { [ -e "/$1" ]; }
between() { echo $(($1 + RANDOM % ($2 - $1 + 1))); }

# A request as a debugging developer sees it: many lines, with words in them that look bad and are not.
debug_lines() {
  cued debug || return 0
  for n in 1 2 3 4; do
    echo "$now DEBUG pool: borrowed connection $n of 8, 0 errors so far"
    echo "$now DEBUG cache: lookup key=user:$RANDOM result=miss fallback=db"
    echo "$now DEBUG http: GET /api/v1/errors/$RANDOM?retry=false -> 200 in 4 ms"
    echo "$now DEBUG retry: attempt 0 failed=false exception=null"
  done
}

# repeat COUNT COMMAND…
repeat() {
  left=$1
  shift
  while [ "$left" -gt 0 ]; do
    left=$((left - 1))
    "$@"
  done
}

# Fills memory of the container: kilobytes more, without a process of its own.
fill() { printf "%$(($1 * 1024))s" '' >>/dev/shm/held; }
