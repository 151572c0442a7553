# A heap that is collected: grows from a fifth to two thirds of the limit, then falls; the period is PERIOD seconds.
limit=$((32 * 1024)) held=0
while :; do
  step=$((limit * 45 / 100 / ${PERIOD:-20}))
  rm -f /dev/shm/held
  repeat 5 fill 1024
  second=0
  while [ $second -lt "${PERIOD:-20}" ]; do
    second=$((second + 1))
    fill $step
    nap 1
  done
  echo "$(stamp) INFO gc: collected, pause $((RANDOM % 30)) ms"
done
