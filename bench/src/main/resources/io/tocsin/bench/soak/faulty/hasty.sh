# Needs the data base at once, tries for a while, and gives up.
for n in 1 2 3 4 5; do
  echo "$(stamp) ERROR could not connect to db:5432: Connection refused (attempt $n of 5)" >&2
  nap 3
done
echo "$(stamp) FATAL no data base" >&2
exit 1
