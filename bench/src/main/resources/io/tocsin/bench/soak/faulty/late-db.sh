# A data base that takes its time: ready after forty seconds.
echo "$(stamp) LOG:  database system was interrupted; recovering"
nap 40
touch /ready
echo "$(stamp) LOG:  database system is ready to accept connections"
while :; do nap 15; done
