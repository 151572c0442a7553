package io.tocsin.app.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/** Leaves out warnings of libraries that ask nobody to do anything; each with its reason. */
final class HarmlessWarnings extends Filter<ILoggingEvent> {
  private static final Map<String, String> HARMLESS =
      Map.of(
          // The first start of a new data folder; nothing is wrong.
          "org.apache.kafka.controller.QuorumController",
          "The metadata log appears to be empty",
          // The broker closes its registration channel twice when it stops.
          "org.apache.kafka.clients.NetworkClient",
          "has already been closed");

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getLevel() != Level.WARN) {
      return FilterReply.NEUTRAL;
    }
    String text = HARMLESS.get(event.getLoggerName());
    return text != null && event.getFormattedMessage().contains(text)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
