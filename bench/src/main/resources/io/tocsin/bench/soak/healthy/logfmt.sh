# Three lines a second on standard error, where many loggers write everything.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  echo "time=$now level=info msg=\"fetched feed\" id=$RANDOM errors=0 took=$((RANDOM % 300))ms" >&2
  echo "time=$now level=info msg=\"stored entries\" n=$((RANDOM % 20)) failed=0" >&2
  echo "time=$now level=info msg=\"next run in 1s\"" >&2
  [ $((i % 30)) -ne 0 ] || echo "time=$now level=warn msg=\"feed answered late, will retry\" attempt=1" >&2
  nap 1
done
