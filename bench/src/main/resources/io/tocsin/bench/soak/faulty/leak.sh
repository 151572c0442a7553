# Healthy until the cue; then about 40 KiB a second are never given back, of 64 MiB.
repeat 34 fill 1024
while :; do
  echo "$(stamp) INFO session: $((RANDOM % 300)) open"
  cued fault && fill $((20 + RANDOM % 40))
  nap 1
done
