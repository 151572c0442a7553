package io.tocsin.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.LogLine.Stream;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final Instant MADE = Instant.parse("2025-11-21T12:00:00Z");

  @TempDir Path folder;
  private final List<String> explained = new ArrayList<>();
  private List<FileTally> tallies = List.of();

  @Test
  void readsDockerLogsWithTheirTimes() throws IOException {
    file(
        "backend.log",
        """
        2025-11-21T10:00:00.000000001Z INFO started
        2025-11-21T10:00:01.500000000Z ERROR no
        """);

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines).extracting(LogLine::line).containsExactly("INFO started", "ERROR no");
    assertThat(lines.get(0).at()).isEqualTo("2025-11-21T10:00:00.000000001Z");
    assertThat(lines.get(0).subject()).isEqualTo(new Subject("host", "", "backend"));
    assertThat(tallies.get(0).kept()).containsOnlyKeys("docker logs -t");
  }

  @Test
  void tellsTheServicesOfComposeApart() throws IOException {
    file(
        "all.log",
        """
        backend-1  | 2025-11-21T10:00:00.000000001Z INFO started
        db-1       | 2025-11-21T10:00:00.100000000Z ready
        """);

    assertThat(imported(LogLine.class))
        .extracting(line -> line.subject().service() + ": " + line.line())
        .containsExactly("backend-1: INFO started", "db-1: ready");
  }

  @Test
  void takesTheColoursOffTheNamesOfCompose() throws IOException {
    file(
        "one.log",
        """
        Attaching to shop_web_1, shop_db_1
        \u001b[33mweb_1  |\u001b[0m 2025-11-21T10:00:00.000000001Z INFO started
        \u001b[36mdb-1  | \u001b[0m2025-11-21T10:00:00.100000000Z ready
        """);

    assertThat(imported(LogLine.class))
        .extracting(line -> line.subject().service() + ": " + line.line())
        .containsExactly("web_1: INFO started", "db-1: ready");
  }

  @Test
  void readsTheEnginesOwnFiles() throws IOException {
    file(
        "3f2a-json.log",
        """
        {"log":"one\\n","stream":"stdout","time":"2025-11-21T10:00:00.1Z"}
        {"log":"a long ","stream":"stderr","time":"2025-11-21T10:00:00.2Z"}
        {"log":"line\\n","stream":"stderr","time":"2025-11-21T10:00:00.2Z"}
        """);

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines).extracting(LogLine::line).containsExactly("one", "a long line");
    assertThat(lines).extracting(LogLine::stream).containsExactly(Stream.STDOUT, Stream.STDERR);
  }

  @Test
  void readsTheJournal() throws IOException {
    file(
        "journal.json",
        """
        {"__REALTIME_TIMESTAMP":"1763719200000000","MESSAGE":"hello","PRIORITY":"3","CONTAINER_NAME":"web","CONTAINER_ID_FULL":"aa11"}
        {"__REALTIME_TIMESTAMP":"1763719201000000","MESSAGE":[104,105],"PRIORITY":"4","_SYSTEMD_UNIT":"docker.service"}
        """);

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines).extracting(LogLine::line).containsExactly("hello", "<4>hi");
    assertThat(lines.get(0).stream()).isEqualTo(Stream.STDERR);
    assertThat(lines.get(1).subject().service()).isEqualTo("docker.service");
    assertThat(lines.get(0).at()).isEqualTo("2025-11-21T10:00:00Z");
  }

  @Test
  void completesDeathsWithTheLinesBeforeThem() throws IOException {
    file("web.log", "2025-11-21T10:00:00.000000001Z FATAL out of luck\n");
    file(
        "events.json",
        """
        {"status":"die","id":"aa11","from":"web:1","Type":"container","Action":"die","Actor":{"ID":"aa11","Attributes":{"exitCode":"3","image":"web:1","name":"web","com.docker.compose.project":"shop","com.docker.compose.service":"web"}},"scope":"local","time":1763719201,"timeNano":1763719201000000000}
        """);

    EngineEvent die = imported(EngineEvent.class).get(0);

    assertThat(die.subject()).isEqualTo(new Subject("host", "shop", "web"));
    assertThat(die.exit()).isNotNull();
    assertThat(die.exit().code()).isEqualTo(3);
    assertThat(die.exit().logs()).containsExactly("FATAL out of luck");
    // The log file only bears the container's name; the event says whose it is.
    assertThat(all().stream().filter(LogLine.class::isInstance).findFirst())
        .get()
        .extracting(Telemetry::subject)
        .isEqualTo(new Subject("host", "shop", "web"));
  }

  @Test
  void introducesInspectedContainersFirst() throws IOException {
    file("zz.json", INSPECTED);
    file("web.log", "2025-11-21T10:00:00.000000001Z hello\n");

    List<Telemetry> all = all();

    assertThat(all.get(0)).isInstanceOf(ContainerFacts.class);
    assertThat(all.get(0).subject()).isEqualTo(new Subject("host", "shop", "web"));
    assertThat(all.get(0).toString()).doesNotContain("hunter2hunter2");
    assertThat(imported(LogLine.class).get(0).subject().stack()).isEqualTo("shop");
  }

  @Test
  void makesCountersOfTheSharesThatStatsTell() throws IOException {
    String sample =
        "{\"BlockIO\":\"0B / 0B\",\"CPUPerc\":\"50.00%\",\"Container\":\"aa\",\"ID\":\"aa\","
            + "\"MemPerc\":\"25.00%\",\"MemUsage\":\"128MiB / 512MiB\",\"Name\":\"web\","
            + "\"NetIO\":\"1kB / 2kB\",\"PIDs\":\"3\"}\n";
    file("stats.json", "2025-11-21T10:00:00+00:00\n" + sample + "2025-11-21T10:00:10Z\n" + sample);

    List<ResourceSample> samples = imported(ResourceSample.class);

    assertThat(samples).hasSize(2);
    assertThat(samples.get(0).memory().workingSet().value()).isEqualTo(128L << 20);
    assertThat(samples.get(1).cpu().usageNanos()).isEqualTo(5_000_000_000L);
    assertThat(tallies.get(0).refusals()).isZero();
  }

  @Test
  void refusesASecondSampleOfTheSameMoment() throws IOException {
    String sample =
        "{\"CPUPerc\":\"1%\",\"ID\":\"aa\",\"MemUsage\":\"1MiB / 2MiB\",\"Name\":\"w\"}\n";
    file("stats.json", sample + sample);

    imported(ResourceSample.class);

    assertThat(tallies.get(0).refused().keySet()).singleElement().asString().contains("date -Is");
  }

  @Test
  void readsExportsOfCloudWatch() throws IOException {
    file(
        "cw.json",
        """
        {
          "events": [
            {"timestamp": 1763719200000, "message": "ERROR one\\n  more", "ingestionTime": 1763719200100}
          ],
          "nextForwardToken": "f/1"
        }
        """);
    file(
        "insights.json",
        """
        {"results": [[{"field":"@timestamp","value":"2025-11-21 10:00:05.000"},{"field":"@message","value":"two"},{"field":"@logStream","value":"ecs/web/0123456789abcdef0123456789abcdef"}]]}
        """);

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines).extracting(LogLine::line).containsExactly("ERROR one", "  more", "two");
    assertThat(lines.get(2).subject().service()).isEqualTo("web");
  }

  @Test
  void makesTheLineOfAGoogleEntryThatAProgramWouldHaveWritten() throws IOException {
    file(
        "gcl.json",
        """
        [
          {"insertId":"a","timestamp":"2025-11-21T10:00:00.5Z","severity":"ERROR","textPayload":"boom",
           "logName":"projects/p/logs/stderr","resource":{"type":"cloud_run_revision","labels":{"service_name":"backend"}}},
          {"insertId":"a","timestamp":"2025-11-21T10:00:00.5Z","severity":"ERROR","textPayload":"boom",
           "logName":"projects/p/logs/stderr","resource":{"type":"cloud_run_revision","labels":{"service_name":"backend"}}}
        ]
        """);

    LogLine line = imported(LogLine.class).get(0);

    assertThat(line.line()).isEqualTo("{\"severity\":\"ERROR\",\"message\":\"boom\"}");
    assertThat(line.subject().service()).isEqualTo("backend");
    assertThat(tallies.get(0).empty())
        .containsOnlyKeys("an entry that came before, by its insertId");
  }

  @Test
  void findsTimesInPlainLogsAndJoinsWhatHasNone() throws IOException {
    file(
        "nginx.log",
        """
        1.2.3.4 - - [21/Nov/2025:10:00:00 +0000] "GET / HTTP/1.1" 200 1
        """);
    file(
        "app.log",
        """
        2025-11-21 10:00:01,250 ERROR broken
        Traceback (most recent call last):
        """);
    file("sys.log", "Nov 21 10:00:02 web app[1]: <b>up</b>\n");

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines)
        .extracting(line -> line.at().toString())
        .containsExactly(
            "2025-11-21T10:00:00Z",
            "2025-11-21T10:00:01.250Z",
            "2025-11-21T10:00:01.250Z",
            "2025-11-21T10:00:02Z");
    assertThat(lines.get(1).line()).startsWith("2025-11-21 10:00:01,250");
    assertThat(tallies).allMatch(tally -> tally.refusals() == 0);
  }

  @Test
  void redactsAsTheCollectorDoes() throws IOException {
    file("web.log", "2025-11-21T10:00:00.000000001Z password=hunter2hunter2 ok\n");

    assertThat(imported(LogLine.class).get(0).line()).isEqualTo("password=[redacted] ok");
  }

  @Test
  void saysOfEveryLineWhatBecameOfIt() throws IOException {
    file("web.log", "no time at all\n2025-11-21T10:00:00.000000001Z hello\n\n{\"a\":1}\n");

    List<Gap> gaps = imported(Gap.class);

    assertThat(explained)
        .containsExactly(
            "web.log:1 NOT UNDERSTOOD: no time, and none before it",
            "web.log:2 docker logs -t: 1 record",
            "web.log:3 nothing to keep: an empty line",
            "web.log:4 NOT UNDERSTOOD: JSON of no known kind: its fields are a");
    assertThat(gaps).singleElement().extracting(Gap::lost).isEqualTo(2L);
  }

  @Test
  void readsABrokenDocumentUpToTheDamageAndSaysSo() throws IOException {
    String export = new OutageHour().asGoogleExport();
    file("gcl.json", export.substring(0, export.length() / 2));

    List<LogLine> lines = imported(LogLine.class);

    assertThat(lines).hasSizeBetween(2_000, 3_000);
    assertThat(tallies.get(0).refused().keySet())
        .singleElement()
        .asString()
        .contains("broken in line");
  }

  @Test
  void refusesWhatIsNoTextAndReadsWhatIsPacked() throws IOException {
    Files.write(folder.resolve("core.log"), new byte[] {0, 1, 2, 3, 0, 0, 0, 9});
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("web.log.gz")))) {
      out.write("2025-11-21T10:00:00.000000001Z hello\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(imported(LogLine.class)).hasSize(1);
    assertThat(explained).contains("core.log:1 NOT UNDERSTOOD: no text: a binary file");
  }

  @Test
  void letsTimePassBetweenTheRecords() throws IOException {
    file("web.log", "2025-11-21T10:00:00.000000001Z a\n2025-11-21T10:01:00.000000001Z b\n");

    List<Heartbeat> beats = imported(Heartbeat.class);

    assertThat(beats).hasSizeBetween(58, 64);
    assertThat(all()).isSortedAccordingTo(java.util.Comparator.comparing(Telemetry::at));
  }

  @Test
  void importsTheOutageInBothForms() throws IOException {
    file("gcl.json", new OutageHour().asGoogleExport());
    assertThat(imported(LogLine.class)).hasSize(4_570);

    Files.delete(folder.resolve("gcl.json"));
    file("backend.log", new OutageHour().asDockerLogs());
    assertThat(imported(LogLine.class)).hasSize(4_570 + 4 * 1_043);
    assertThat(tallies.get(0).refusals()).isZero();
  }

  private void file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(MADE));
  }

  private <T extends Telemetry> List<T> imported(Class<T> type) throws IOException {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private List<Telemetry> all() throws IOException {
    List<Telemetry> records = new ArrayList<>();
    explained.clear();
    Import reading =
        new Import(
            new ImportSettings("host", "", ZoneOffset.UTC),
            (file, line, verdict) ->
                explained.add(file.getFileName() + ":" + line + " " + verdict));
    tallies = reading.read(Import.files(List.of(folder)), records::add);
    return records;
  }

  private static final String INSPECTED =
      """
      [
        {
          "Id": "1111111111111111111111111111111111111111111111111111111111111111",
          "Created": "2025-11-20T10:00:00.5Z",
          "Path": "/bin/web", "Args": ["--password", "hunter2hunter2"],
          "State": {"Status": "running", "Running": true, "StartedAt": "2025-11-20T10:00:01Z", "FinishedAt": "0001-01-01T00:00:00Z"},
          "Image": "sha256:aa", "Name": "/web", "RestartCount": 0,
          "HostConfig": {"Memory": 536870912, "RestartPolicy": {"Name": "always", "MaximumRetryCount": 0}},
          "Config": {"Image": "web:1", "Env": ["TOKEN=hunter2hunter2"], "Labels": {"com.docker.compose.project": "shop", "com.docker.compose.service": "web"}},
          "NetworkSettings": {"Networks": {"shop_default": {}}}
        }
      ]
      """;
}
