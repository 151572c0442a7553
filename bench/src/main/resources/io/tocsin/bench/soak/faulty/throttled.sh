# Healthy until the cue; then it wants a whole processor, and may have a twentieth.
while :; do
  cued fault && { while :; do :; done; }
  nap 1
done
