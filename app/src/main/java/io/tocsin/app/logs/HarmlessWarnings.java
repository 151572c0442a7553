package io.tocsin.app.logs;

import static java.util.Map.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/**
 * Leaves out what libraries log at each start or stop and what asks nobody to do anything; each
 * with its reason. Whoever asks for Kafka's own log gets them.
 */
final class HarmlessWarnings extends Filter<ILoggingEvent> {
  private static final Map<String, String> HARMLESS =
      Map.ofEntries(
          // Each start of a broker that is its own controller.
          entry("org.apache.kafka.controller.QuorumController", "Performing controller activation"),
          // The broker registers before its controller has taken office, and tries again at once.
          entry("kafka.server.ControllerApis", "Unexpected error handling request"),
          // Two clients ask for it at once at the first start; the second finds it made.
          entry("kafka.server.DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS"),
          entry("org.apache.kafka.server.DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS"),
          // A coordinator ends what a killed process began just when the start wants to.
          entry(
              "org.apache.kafka.clients.admin.internals.AbortTransactionHandler",
              "invalid producer epoch"),
          // The collector looks up where it stood with one reader, partition after partition.
          entry(
              "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
              "as it is no longer assigned"),
          // A consumer that is interrupted at the end of the process has nothing left to lose.
          entry(
              "org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer",
              "Failed to close fetcher"),
          // Advice on a setting of Kafka 5, for a kind of thread that Tocsin does not have.
          entry(
              "org.apache.kafka.streams.StreamsConfig",
              "exception handler is not enabled for the GlobalThread"),
          // That the port is taken is said by Tocsin, with the mend.
          entry("io.javalin.Javalin", "Failed to start Javalin"),
          // The broker closes its registration channel twice when it stops.
          entry("org.apache.kafka.clients.NetworkClient", "has already been closed"),
          // A transaction begins while the broker still ends the one before; the sender tries
          // again.
          entry("org.apache.kafka.clients.producer.internals.Sender", "CONCURRENT_TRANSACTIONS"));

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return FilterReply.NEUTRAL;
    }
    String text = HARMLESS.get(event.getLoggerName());
    return text != null && event.getFormattedMessage().contains(text)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
