# A line a second until the cue; then it hangs.
i=0
while :; do
  i=$((i + 1))
  echo "$(stamp) INFO consumer: offset $i"
  while cued fault; do nap 5; done
  nap 1
done
