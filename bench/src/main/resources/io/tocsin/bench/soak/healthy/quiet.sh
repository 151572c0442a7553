# Says one line at its start.
echo "$(stamp) * Ready to accept connections"
while :; do nap 30; done
