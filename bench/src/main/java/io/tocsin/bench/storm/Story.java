package io.tocsin.bench.storm;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens in the storm: incidents that open in bursts of five, some of which grow, and all of
 * which end.
 */
final class Story {
  private static final int BURST = 5;

  @SuppressWarnings("InlineFormatString") // a page of JSON reads better where it stands alone
  private static final String JSON =
      """
      {"schema": "tocsin.incident.v1", "id": "%1$s", "revision": %2$d, "state": "%3$s",
       "severity": "critical", "title": "%1$s r%2$d %4$s", "host": "host1", "stack": "shop",
       "startedAt": "%5$s", "detectedAt": "%6$s", "updatedAt": "%6$s", "resolvedAt": %7$s,
       "cause": {"service": "%1$s", "container": "%1$s-1", "detector": "exited",
                 "summary": "exited with 3", "confidence": 0.9},
       "why": [{"service": "%1$s", "statement": "it exits", "evidence": ["exit code 3"]}],
       "services": ["%1$s"], "findings": [], "advice": ["Read its last lines."], "links": {}}
      """;

  private final List<Chapter> chapters = new ArrayList<>();
  private final int incidents;

  Story(StormPlan plan) {
    this.incidents = plan.incidents();
    Random random = new Random(11);
    long millis = plan.over().toMillis();
    for (int i = 0; i < incidents; i++) {
      String id = "storm-%03d".formatted(i);
      long opens = (long) (i / BURST) * BURST * millis / incidents;
      int revision = 1;
      chapters.add(new Chapter(Duration.ofMillis(opens), id, revision, false));
      long ends = opens + millis / 12 + random.nextLong(millis / 2);
      if (i % 3 == 0) {
        long grows = opens + (ends - opens) / 2;
        chapters.add(new Chapter(Duration.ofMillis(grows), id, ++revision, false));
      }
      chapters.add(new Chapter(Duration.ofMillis(ends), id, ++revision, true));
    }
    chapters.sort(Comparator.comparing(Chapter::at));
  }

  /** In the order of time. */
  List<Chapter> chapters() {
    return List.copyOf(chapters);
  }

  int incidents() {
    return incidents;
  }

  /** How each incident ends. */
  List<Post.Told> ends() {
    return chapters.stream().filter(Chapter::isOver).map(Chapter::told).toList();
  }

  /** One revision, and when it comes about. */
  record Chapter(Duration at, String id, int revision, boolean isOver) {
    Post.Told told() {
      return new Post.Told(id, revision, isOver);
    }

    Incident incident(Instant now) {
      String json =
          JSON.formatted(
              id,
              revision,
              isOver ? "resolved" : "open",
              isOver ? "over" : "open",
              now.minusSeconds(60),
              now,
              isOver ? '"' + now.toString() + '"' : "null");
      return Wire.read(json.getBytes(StandardCharsets.UTF_8), Incident.class);
    }
  }
}
