# Logs one kind of error twice a minute, of 300 lines; at the cue another kind, never seen before, and ends.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  repeat 5 echo "$now INFO billing: invoice sent"
  [ $((i % 30)) -ne 0 ] || echo "$now ERROR billing: customer $RANDOM has no e-mail address"
  if cued fault; then
    echo "$now ERROR gateway: certificate of pay.example.com expired on 2026-11-21"
    nap 3
    exit 1
  fi
  nap 1
done
