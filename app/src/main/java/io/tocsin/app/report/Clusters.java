package io.tocsin.app.report;

import io.tocsin.app.report.EntryReading.Latest;
import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.Level;
import io.tocsin.streams.templates.TemplateMiner;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors and warnings of one kind together, however many there are. Entries are of one kind if the
 * exception that they began with is the same, or else their message. Kinds of one service that
 * follow each other time and again, such as a failed import, the middleware that it breaks and the
 * worker that ends of it, are one cluster with several parts.
 */
final class Clusters {
  /** Parts of a chain come at once. */
  private static final Duration CHAIN = Duration.ofSeconds(1);

  private static final double MOSTLY = 0.8;
  private static final int FEW = 5;
  private static final int MOST_KINDS = 3_000;
  private static final int MOST_FOLLOWERS = 6;
  private static final int LONGEST_GIST = 300;

  private final Map<Subject, TemplateMiner> miners = new Latest<>(2_000);
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Last> last = new Latest<>(4_000);
  private long forgotten;

  private record Last(Instant at, Kind kind) {}

  /** Entries of one kind. */
  private static final class Kind {
    final String id;
    final Subject subject;
    String template;
    final String gist;
    boolean isUniform = true;
    final Level level;
    final List<String> example;
    final boolean isException;
    final Instant first;
    Instant latest;
    long count;
    final Map<Kind, Integer> followers = new HashMap<>();

    Kind(String id, String template, Entry entry) {
      this.id = id;
      this.template = template;
      gist = entry.gist();
      subject = entry.head().subject();
      level = entry.level();
      isException = entry.exception() != null && entry.access() == null;
      example = Example.of(entry.lines());
      first = entry.at();
      latest = entry.at();
    }

    void add(Entry entry, String template) {
      this.template = template;
      isUniform &= isRequest() || entry.gist().equals(gist);
      count++;
      latest = entry.at().isAfter(latest) ? entry.at() : latest;
    }

    private boolean isRequest() {
      return template.startsWith("HTTP ");
    }

    /** What all have in common: the very words, if they are always the same. */
    String text() {
      return isUniform && !isRequest() && gist.length() <= LONGEST_GIST ? gist : template;
    }
  }

  /**
   * Counts an entry.
   *
   * @return the id of its kind
   */
  String add(Entry entry) {
    Subject subject = entry.head().subject();
    Access access = entry.access();
    String id;
    String template;
    if (access != null && access.status() >= 400) {
      template = "HTTP " + access.status();
      id = subject.key() + " " + template;
    } else {
      TemplateMiner miner = miners.computeIfAbsent(subject, of -> new TemplateMiner(null));
      var mined = miner.mine(entry.gist());
      template = mined.text();
      id = subject.key() + " " + entry.level().isError() + " " + mined.id();
    }
    Kind kind = kinds.computeIfAbsent(id, made -> new Kind(made, template, entry));
    kind.add(entry, template);
    if (access == null && entry.level().isError()) {
      follow(entry, kind);
    }
    forgetRarest();
    return id;
  }

  private void follow(Entry entry, Kind kind) {
    Last before = last.put(entry.head().containerId(), new Last(entry.at(), kind));
    if (before != null
        && before.kind() != kind
        && Duration.between(before.at(), entry.at()).abs().compareTo(CHAIN) <= 0
        && (before.kind().followers.size() < MOST_FOLLOWERS
            || before.kind().followers.containsKey(kind))) {
      before.kind().followers.merge(kind, 1, Integer::sum);
    }
  }

  /** Space-Saving without inheritance: what is forgotten is counted, and told. */
  private void forgetRarest() {
    if (kinds.size() <= MOST_KINDS) {
      return;
    }
    List<Kind> rarest = new ArrayList<>(kinds.values());
    rarest.sort(Comparator.comparingLong((Kind kind) -> kind.count));
    for (Kind kind : rarest.subList(0, MOST_KINDS / 4)) {
      forgotten += kind.count;
      kinds.remove(kind.id);
    }
  }

  /** How many entries were of kinds that were too rare to be kept. */
  long forgotten() {
    return forgotten;
  }

  /** The clusters, the largest first; errors before warnings of the same size. */
  List<Cluster> all() {
    List<Cluster> clusters = new ArrayList<>();
    for (List<Kind> family : families()) {
      clusters.add(cluster(family));
    }
    clusters.sort(
        Comparator.comparingLong(Cluster::count)
            .thenComparing(Cluster::isError)
            .reversed()
            .thenComparing(Cluster::first));
    return clusters;
  }

  private List<List<Kind>> families() {
    Map<Kind, List<Kind>> families = new LinkedHashMap<>();
    for (Kind kind : kinds.values()) {
      families.put(kind, new ArrayList<>(List.of(kind)));
    }
    for (Kind kind : kinds.values()) {
      Kind next = follower(kind);
      if (next != null) {
        List<Kind> whole = families.get(kind);
        List<Kind> other = families.get(next);
        if (whole != null && other != null && !whole.contains(next)) {
          whole.addAll(other);
          whole.forEach(each -> families.put(each, whole));
        }
      }
    }
    return families.values().stream().distinct().toList();
  }

  /** What comes of it nearly always, and of nothing else. */
  private @Nullable Kind follower(Kind kind) {
    for (Map.Entry<Kind, Integer> each : kind.followers.entrySet()) {
      long often = Math.max(kind.count, each.getKey().count);
      if (each.getValue() >= FEW
          && each.getValue() >= MOSTLY * often
          && kinds.containsValue(each.getKey())) {
        return each.getKey();
      }
    }
    return null;
  }

  private static Cluster cluster(List<Kind> family) {
    Kind main = family.stream().filter(kind -> kind.isException).findFirst().orElse(family.get(0));
    return new Cluster(
        family.stream().map(kind -> kind.id).toList(),
        main.subject,
        main.text(),
        main.level,
        family.stream().mapToLong(kind -> kind.count).sum(),
        family.stream().map(kind -> kind.first).min(Comparator.naturalOrder()).orElse(main.first),
        family.stream().map(kind -> kind.latest).max(Comparator.naturalOrder()).orElse(main.latest),
        main.example,
        family.stream().map(kind -> new Cluster.Part(kind.text(), kind.count)).toList());
  }
}
