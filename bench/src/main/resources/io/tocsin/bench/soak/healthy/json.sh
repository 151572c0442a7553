# Structured logs; a warning now and then, and one request in some hundreds fails for its sender's fault.
i=0
while :; do
  i=$((i + 1)) ts=$EPOCHREALTIME now=$ts
  for n in 1 2 3 4; do
    echo "{\"ts\":$ts,\"level\":\"info\",\"logger\":\"api\",\"msg\":\"handled request\",\"path\":\"/orders/$RANDOM\",\"status\":200,\"ms\":$((RANDOM % 90))}"
  done
  [ $((i % 45)) -ne 0 ] || echo "{\"ts\":$ts,\"level\":\"warn\",\"logger\":\"api\",\"msg\":\"slow query\",\"ms\":$((RANDOM % 500 + 500))}"
  [ $((i % 211)) -ne 0 ] || echo "{\"ts\":$ts,\"level\":\"error\",\"logger\":\"api\",\"msg\":\"rejected order: invalid payload\",\"order\":$RANDOM}"
  cued debug && repeat 20 echo "{\"ts\":$ts,\"level\":\"debug\",\"logger\":\"sql\",\"msg\":\"select 1 from errors where failed = true\",\"rows\":0}"
  nap 1
done
