# Does not listen to SIGTERM, so that stopping it takes a SIGKILL.
trap '' TERM
while :; do
  echo "$(stamp) INFO queue: polled, $((RANDOM % 12)) messages"
  sleep 2
done
