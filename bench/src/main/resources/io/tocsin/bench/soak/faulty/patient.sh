# Its health is asked from outside.
while :; do
  echo "$(stamp) INFO api: $((RANDOM % 40)) requests served"
  nap 2
done
