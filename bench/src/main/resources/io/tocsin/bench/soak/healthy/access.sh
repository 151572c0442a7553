# nginx: fast answers, some of them 404, one 502 in a thousand.
while :; do
  now=$(date -u '+%d/%b/%Y:%H:%M:%S +0000')
  for n in 1 2 3 4 5 6 7 8; do
    status=200 r=$((RANDOM % 1000))
    [ $r -ge 40 ] || status=404
    [ $r -ge 1 ] || status=502
    echo "10.0.0.$((RANDOM % 250)) - - [$now] \"GET /products/$RANDOM?page=$n HTTP/1.1\" $status $((RANDOM % 9000)) \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\" 0.0$((RANDOM % 90 + 10))"
  done
  echo "127.0.0.1 - - [$now] \"GET /health HTTP/1.1\" 200 2 \"-\" \"curl/8.5.0\" 0.001"
  nap 1
done
