# nginx; from the cue on every eighth answer is a 503, or, if there is only one ROUTE, every one.
i=0
while :; do
  now=$(date -u '+%d/%b/%Y:%H:%M:%S +0000')
  for n in 1 2 3 4 5 6 7 8; do
    status=200
    cued fault && { [ $n -eq 8 ] || [ -n "$ROUTE" ]; } && status=503
    echo "10.0.0.$((RANDOM % 250)) - - [$now] \"GET ${ROUTE:-/orders/$RANDOM} HTTP/1.1\" $status $((RANDOM % 9000)) \"-\" \"Mozilla/5.0\" 0.0$((RANDOM % 90 + 10))"
  done
  nap 1
done
