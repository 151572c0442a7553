# A deployment that left a module out. The file marks that the good days are over: it outlives a restart.
if [ ! -e /tmp/started-before ]; then
  touch /tmp/started-before
  mkdir -p /www
  echo ok >/www/health
  httpd -p 8000 -h /www
  echo "INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)"
  sleep 20
fi
cat >&2 <<'TRACE'
Traceback (most recent call last):
  File "/app/netra/main.py", line 12, in <module>
    from netra.auth import client
  File "/app/netra/auth/client.py", line 5, in <module>
    import netra_auth_core
ModuleNotFoundError: No module named 'netra_auth_core'
TRACE
exit 3
