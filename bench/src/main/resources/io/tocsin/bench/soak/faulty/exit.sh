# Healthy until the cue; then it gives up, and nobody starts it again.
while :; do
  echo "$(stamp) INFO queue: polled, $((RANDOM % 12)) messages"
  cued fault && { echo "$(stamp) FATAL could not bind 0.0.0.0:8080: address already in use" >&2; exit 5; }
  nap 1
done
