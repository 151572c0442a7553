# Healthy; from the cue on it warns of what will go away.
while :; do
  now=$(stamp)
  echo "$now INFO worker: processed item $RANDOM"
  cued fault && echo "/app/jobs.py:41: DeprecationWarning: datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version" >&2
  nap 5
done
