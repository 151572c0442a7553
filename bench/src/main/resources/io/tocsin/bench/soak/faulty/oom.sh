# Healthy until the cue; then it takes memory until the kernel kills it.
x=aaaaaaaa
while :; do
  echo "$(stamp) INFO report: $((RANDOM % 12)) waiting"
  while cued fault; do x=$x$x; done
  nap 1
done
