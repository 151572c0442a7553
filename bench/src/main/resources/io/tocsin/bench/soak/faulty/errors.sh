# Logs an error every forty seconds; from the cue on, five a second.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  repeat 3 echo "$now INFO orders: order stored"
  [ $((i % 40)) -ne 0 ] || echo "$now ERROR orders: order $RANDOM has no address"
  cued fault && repeat 5 echo "$now ERROR orders: could not connect to db:5432: Connection refused"
  nap 1
done
