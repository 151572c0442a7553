# Healthy until the cue; then it dies whenever it is started, PAUSE seconds after its start.
die() {
  echo "Traceback (most recent call last):" >&2
  echo "  File \"/app/main.py\", line 3, in <module>" >&2
  echo "    from shop.payments import Gateway" >&2
  echo "ModuleNotFoundError: No module named 'shop.payments'" >&2
  exit 3
}
echo "$(stamp) INFO starting version $VERSION"
cued fault && nap "${PAUSE:-0}" && die
while :; do
  echo "$(stamp) INFO worker: processed item $RANDOM"
  cued fault && die
  nap 1
done
