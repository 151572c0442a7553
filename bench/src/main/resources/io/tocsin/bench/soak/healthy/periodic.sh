# Works, ends with 0 and is started again by its restart policy.
echo "$(stamp) INFO cleanup: begins"
nap "$(between 35 55)"
echo "$(stamp) INFO cleanup: removed $RANDOM files, 0 errors"
exit 0
