# Keeps every batch that it has read.
echo "INFO importing"
exec awk 'BEGIN {
  for (;;) {
    kept[batch] = sprintf("%1048576s", "")
    batch++
    if (batch % 10 == 0) print "INFO " batch " batches" >"/dev/stderr"
    system("sleep 0.5")
  }
}'
