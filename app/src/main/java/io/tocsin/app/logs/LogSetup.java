package io.tocsin.app.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** Sets Logback up in code: reading its XML would cost a tenth of the whole start. */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{6}";

  private static final String NETWORK = "org.apache.kafka.clients.NetworkClient";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
    encoder.start();
    HarmlessWarnings filter = new HarmlessWarnings();
    filter.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.addFilter(filter);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger("io.tocsin").setLevel(Level.WARN);
    // An absent broker is said once, by Tocsin; Kafka would say it twice a second.
    context.getLogger(NETWORK).setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Once: Tocsin's own steps. Twice: Kafka's too. Three times: everything. */
  public static void verbose(int times) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Level own = times >= 3 ? Level.TRACE : times == 2 ? Level.DEBUG : Level.INFO;
    Level others = times >= 3 ? Level.DEBUG : times == 2 ? Level.INFO : Level.WARN;
    context.getLogger("io.tocsin").setLevel(own);
    context.getLogger(NETWORK).setLevel(times >= 2 ? others : Level.ERROR);
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(others);
  }
}
