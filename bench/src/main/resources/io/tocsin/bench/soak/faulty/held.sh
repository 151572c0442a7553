# Healthy until the cue; then it holds HELD MiB of its 64.
repeat 8 fill 1024
while :; do
  echo "$(stamp) INFO cache: $RANDOM entries"
  cued fault && { repeat $((HELD - 8)) fill 1024; break; }
  nap 1
done
while :; do nap 5; done
