#!/bin/sh
# A clean-up script as it should not be: removes running containers by force, as fast as the engine can.
# Usage: examples/netra/storm.sh [HOW-MANY]
set -eu
count=${1:-20}
names=
trap 'docker rm -f $names >/dev/null 2>&1 || true' EXIT
i=1
while [ "$i" -le "$count" ]; do
  docker run -d --name "netra-worker-$i" --label com.docker.compose.project=netra \
    --label com.docker.compose.service=worker --memory 16m busybox sleep 600 >/dev/null
  names="$names netra-worker-$i"
  i=$((i + 1))
done
echo "$count workers run; removing them by force"
for name in $names; do docker rm -f "$name" >/dev/null; done
names=
