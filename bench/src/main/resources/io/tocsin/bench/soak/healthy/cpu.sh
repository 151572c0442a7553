# Computes for some hundredths of a second, every second, within its share.
i=0
while :; do
  i=$((i + 1)) n=0
  while [ $n -lt 4000 ]; do n=$((n + 1)); done
  [ $((i % 10)) -ne 0 ] || echo "$(stamp) INFO solver: generation $i, fitness 0.$RANDOM"
  nap 1
done
