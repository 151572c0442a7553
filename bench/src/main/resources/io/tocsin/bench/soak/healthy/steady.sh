# A line a second, as most services are.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  echo "$now INFO worker: processed item $i in $((RANDOM % 40 + 5)) ms"
  debug_lines
  nap 1
done
