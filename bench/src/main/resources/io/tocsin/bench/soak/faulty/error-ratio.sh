# Ten lines a second; from the cue on nine of a minute's six hundred are errors: too few for a spike, and too many.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  repeat 10 echo "$now INFO sync: object up to date"
  cued fault && [ $((i * 9 % 60)) -lt 9 ] && echo "$now ERROR sync: object $RANDOM was not written: disk quota exceeded"
  nap 1
done
