# Nothing for a while, then a few hundred lines at once.
while :; do
  nap "$(between 10 60)"
  now=$(stamp) n=0
  echo "$now INFO import: batch $RANDOM began"
  while [ $n -lt 200 ]; do
    n=$((n + 1))
    echo "$now INFO import: row $n of 200 written (checksum $RANDOM$RANDOM)"
  done
  echo "$now INFO import: batch done, 200 rows, 0 failed, 0 errors"
  debug_lines
done
