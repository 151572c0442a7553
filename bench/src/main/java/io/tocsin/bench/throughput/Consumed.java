package io.tocsin.bench.throughput;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many records of a topic the consumers of this process have handed on, by their own counters.
 */
final class Consumed {
  private static final String ATTRIBUTE = "records-consumed-total";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName pattern;

  Consumed(String clientPrefix, String topic) {
    try {
      pattern =
          new ObjectName(
              "kafka.consumer:type=consumer-fetch-manager-metrics,client-id="
                  + clientPrefix
                  + "*,topic="
                  + topic);
    } catch (JMException e) {
      throw new IllegalArgumentException(topic, e);
    }
  }

  long total() {
    Set<ObjectName> names = server.queryNames(pattern, null);
    long total = 0;
    for (ObjectName name : names) {
      try {
        total += ((Number) server.getAttribute(name, ATTRIBUTE)).longValue();
      } catch (JMException e) {
        // the consumer has just gone; its records are counted no more
      }
    }
    return total;
  }
}
