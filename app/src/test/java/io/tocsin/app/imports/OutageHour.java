package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.telemetry.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The hour of an outage, made up to the figures of one that was written up by hand: 4,570 entries,
 * of these 3,280 errors and 1,290 warnings. A module is missing, so each start of a worker fails in
 * a chain of three messages (1,043 times, 3,129 entries), the container exits with 3 (1,290 times),
 * and 151 requests fail, 88 with 503 and 63 with 500, on the mean after 8,536 ms, at most 60,001
 * ms.
 */
public final class OutageHour {
  public static final Instant START = Instant.parse("2025-09-15T14:00:00Z");
  private static final String MODULE = "netra_backend.app.services.monitoring";
  private static final int STARTS = 1_043;
  private static final int EXITS = 1_290;
  private static final int UNAVAILABLE = 88;
  private static final int FAILED = 63;
  private static final long MEAN_MILLIS = 8_536;
  private static final long MAX_MILLIS = 60_001;
  private static final List<String> ROUTES =
      List.of("/health", "/api/threads", "/api/agents/run", "/ws");

  private final Random random = new Random(20250915);
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(
      Instant at, String severity, String text, int status, long millis, String route) {
    boolean isRequest() {
      return status > 0;
    }
  }

  public OutageHour() {
    for (int i = 0; i < STARTS; i++) {
      start(moment());
    }
    for (int i = 0; i < EXITS; i++) {
      entries.add(new Entry(moment(), "WARNING", "Container called exit(3).", 0, 0, ""));
    }
    List<Long> latencies = latencies(UNAVAILABLE + FAILED);
    for (int i = 0; i < UNAVAILABLE + FAILED; i++) {
      String route = ROUTES.get(random.nextInt(ROUTES.size()));
      int status = i < UNAVAILABLE ? 503 : 500;
      entries.add(new Entry(moment(), "ERROR", "", status, latencies.get(i), route));
    }
    entries.sort(Comparator.comparing(Entry::at));
  }

  private Instant moment() {
    return START.plusMillis(1 + random.nextInt(3_599_000)).plusNanos(random.nextInt(900_000));
  }

  private void start(Instant at) {
    String missing = "No module named '" + MODULE + "'";
    String trace =
        """
        Traceback (most recent call last):
          File "/app/netra_backend/app/main.py", line 41, in create_app
            from %s import gcp_reporter
        ModuleNotFoundError: %s\
        """
            .formatted(MODULE, missing);
    entries.add(new Entry(at, "ERROR", trace, 0, 0, ""));
    entries.add(
        new Entry(at.plusMillis(20), "ERROR", "Failed to set up middleware: " + missing, 0, 0, ""));
    entries.add(
        new Entry(
            at.plusMillis(40),
            "ERROR",
            "Application startup failed, worker " + (100 + random.nextInt(900)) + " exits",
            0,
            0,
            ""));
  }

  /** So many of them that their mean and their maximum are what they are to be. */
  private List<Long> latencies(int count) {
    List<Long> latencies = new ArrayList<>(List.of(MAX_MILLIS));
    long rest = MEAN_MILLIS * count - MAX_MILLIS;
    for (int left = count - 1; left > 0; left--) {
      long fair = rest / left;
      long one = left == 1 ? rest : fair / 2 + random.nextLong(Math.max(1, fair));
      latencies.add(one);
      rest -= one;
    }
    Collections.shuffle(latencies, random);
    return latencies;
  }

  /** As {@code gcloud logging read --format=json} writes it, the latest first. */
  public String asGoogleExport() {
    ArrayNode export = JsonNodeFactory.instance.arrayNode();
    for (int i = entries.size() - 1; i >= 0; i--) {
      export.add(google(entries.get(i), i));
    }
    return export.toPrettyString();
  }

  private static ObjectNode google(Entry entry, int number) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("insertId", "68c81f" + Integer.toHexString(0x100000 + number));
    if (entry.isRequest()) {
      json.set(
          "httpRequest",
          JsonNodeFactory.instance
              .objectNode()
              .put("requestMethod", "GET")
              .put("requestUrl", "https://backend.example.com" + entry.route())
              .put("status", entry.status())
              .put("latency", "%d.%03ds".formatted(entry.millis() / 1000, entry.millis() % 1000)));
    } else {
      json.put("textPayload", entry.text());
    }
    json.put("severity", entry.severity());
    json.put("timestamp", entry.at().toString());
    json.put("logName", "projects/example/logs/run.googleapis.com%2F" + log(entry));
    json.putObject("resource")
        .put("type", "cloud_run_revision")
        .putObject("labels")
        .put("service_name", "backend")
        .put("revision_name", "backend-00017-abc");
    return json;
  }

  private static String log(Entry entry) {
    if (entry.isRequest()) {
      return "requests";
    }
    return entry.severity().equals("WARNING") ? "varlog%2Fsystem" : "stderr";
  }

  /** As {@code docker logs -t backend} writes it. */
  public String asDockerLogs() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      Instant at = entry.at();
      for (String line : docker(entry).split("\n", -1)) {
        text.append(Timestamps.format(at)).append(' ').append(line).append('\n');
        at = at.plus(Duration.ofNanos(1_000));
      }
    }
    return text.toString();
  }

  private static String docker(Entry entry) {
    if (entry.isRequest()) {
      return "ERROR [http] method=GET path=%s status=%d latency=%dms"
          .formatted(entry.route(), entry.status(), entry.millis());
    }
    boolean isTrace = entry.text().startsWith("Traceback");
    return entry.severity() + " [backend] " + (isTrace ? "import failed\n" : "") + entry.text();
  }
}
