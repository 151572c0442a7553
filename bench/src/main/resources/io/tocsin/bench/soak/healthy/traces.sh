# Handled exceptions, logged at level warning with their traces; ten lines a second beside them.
i=0
while :; do
  i=$((i + 1)) now=$(stamp)
  repeat 10 echo "$now [http-nio-8080-exec-4] INFO  c.s.s.OrderController - order accepted"
  if [ $((i % 60)) -eq 0 ]; then
    echo "$now [http-nio-8080-exec-7] WARN  c.s.s.MailClient - mail not sent, will be tried again"
    echo "java.net.SocketTimeoutException: Read timed out"
    echo "	at java.base/java.net.Socket.read(Socket.java:1099)"
    echo "	at com.shop.service.MailClient.send(MailClient.java:58)"
    echo "	... 12 more"
  fi
  nap 1
done
