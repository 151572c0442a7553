# Healthy until the cue; then about 80 KiB a second are never given back, of 64 MiB.
repeat 30 fill 1024
while :; do
  echo "$(stamp) INFO session: $((RANDOM % 300)) open"
  cued fault && fill $((40 + RANDOM % 80))
  nap 1
done
