# JSON access lines; from the cue on every fourth request takes seconds.
while :; do
  for n in 1 2 3 4; do
    ms=$((RANDOM % 180 + 3))
    cued fault && [ $n -eq 4 ] && ms=$((RANDOM % 3000 + 3000))
    echo "{\"time\":\"$(stamp)\",\"level\":\"info\",\"msg\":\"request completed\",\"method\":\"GET\",\"path\":\"/api/items/$RANDOM\",\"status\":200,\"duration_ms\":$ms}"
  done
  nap 1
done
