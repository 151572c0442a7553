# A one-off job.
echo "$(stamp) INFO migrate: applying 0042_orders"
nap "$(between 1 4)"
echo "$(stamp) INFO migrate: done"
exit 0
