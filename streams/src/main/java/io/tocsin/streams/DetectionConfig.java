package io.tocsin.streams;

import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that detection is a function of.
 *
 * @param kafka client properties: {@code bootstrap.servers}, {@code security.*}, …; whatever is
 *     here wins over what detection would set
 * @param applicationId the consumer group and the prefix of internal topics
 * @param stateFolder where Kafka Streams keeps its locks; detection's own state is in memory
 * @param rules those in force, now and at any other time
 * @param depends dependencies that people declared
 * @param commitInterval how seldom to commit while nothing is found; a finding commits at once
 * @param threads stream threads
 * @param instance a stable name of this process, so that after a crash it need not wait for its own
 *     old session to lapse; null for none
 * @param watchCollectors whether to watch for silent hosts, which a replay must not
 */
public record DetectionConfig(
    Map<String, Object> kafka,
    Topics topics,
    String applicationId,
    Path stateFolder,
    RuleHistory rules,
    Dependencies depends,
    Duration commitInterval,
    int threads,
    @Nullable String instance,
    boolean watchCollectors) {
  /** The consumer group unless topics are prefixed. */
  public static final String APPLICATION_ID = "tocsin-detect";

  public DetectionConfig {
    kafka = Map.copyOf(kafka);
  }

  /** With everything else at its standard value. */
  public static DetectionConfig standard(Map<String, Object> kafka, Path stateFolder) {
    return new DetectionConfig(
        kafka,
        Topics.DEFAULT,
        APPLICATION_ID,
        stateFolder,
        RuleHistory.of(RuleBook.standard()),
        Dependencies.NONE,
        Duration.ofSeconds(5),
        1,
        null,
        true);
  }
}
