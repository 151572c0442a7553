# A data base: takes its memory at the start and keeps it.
repeat 18 fill 1024
echo "$(stamp) LOG:  database system is ready to accept connections"
while :; do
  nap 15
  now=$(stamp)
  echo "$now LOG:  checkpoint starting: time"
  echo "$now LOG:  checkpoint complete: wrote $RANDOM buffers (0.1%); 0 WAL file(s) added, 0 removed"
done
