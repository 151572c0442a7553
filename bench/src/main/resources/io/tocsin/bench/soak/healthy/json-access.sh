# Access lines as JSON; one request in fifty is an export, which takes its seconds.
while :; do
  now=$EPOCHREALTIME
  for n in 1 2 3 4 5 6; do
    ms=$((RANDOM % 180 + 3)) path=/api/items/$RANDOM
    [ $((RANDOM % 50)) -ne 0 ] || { ms=$((RANDOM % 3000 + 1500)); path=/api/export; }
    echo "{\"time\":$now,\"level\":\"info\",\"msg\":\"request completed\",\"method\":\"GET\",\"path\":\"$path\",\"status\":200,\"duration_ms\":$ms}"
  done
  debug_lines
  nap 1
done
