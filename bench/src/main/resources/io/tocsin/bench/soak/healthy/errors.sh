# Has always logged an error every twenty seconds, among ten lines a second; nobody minds.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  repeat 10 echo "$now INFO sync: object up to date"
  [ $((i % 20)) -ne 0 ] || echo "$now ERROR sync: object $RANDOM is locked by its owner, left for the next round"
  nap 1
done
