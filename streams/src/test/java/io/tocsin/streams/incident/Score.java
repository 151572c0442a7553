package io.tocsin.streams.incident;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how well generated outages were told. */
final class Score {
  private int causes;
  private int incidents;
  private int first;
  private int top1;
  private int top3;
  private int complete;
  private final List<double[]> told = new ArrayList<>();
  private final Map<String, int[]> byKind = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  void add(long seed, GeneratedOutage outage, List<Incident> all) {
    Map<String, Incident> opened = new LinkedHashMap<>();
    Map<String, Incident> last = new LinkedHashMap<>();
    for (Incident incident : all) {
      opened.putIfAbsent(incident.id(), incident);
      last.put(incident.id(), incident);
    }
    last.values().removeIf(incident -> incident.mergedInto() != null);
    causes += outage.causes.size();
    incidents += last.size();
    if (last.size() != outage.causes.size()) {
      misses.add("%d: %d incidents for %s".formatted(seed, last.size(), outage.causes));
    }
    for (GeneratedOutage.Cause cause : outage.causes) {
      count(seed, cause, new ArrayList<>(last.values()));
      boolean early = opened.values().stream().anyMatch(incident -> isCause(incident, cause));
      first += early ? 1 : 0;
    }
    last.values().forEach(incident -> tellSure(incident, outage));
  }

  private static boolean isCause(Incident incident, GeneratedOutage.Cause cause) {
    return incident.stack().equals(cause.subject().stack())
        && incident.cause().service().equals(cause.subject().service());
  }

  private void count(long seed, GeneratedOutage.Cause cause, List<Incident> last) {
    boolean right = last.stream().anyMatch(incident -> isCause(incident, cause));
    boolean among =
        last.stream()
            .anyMatch(
                incident ->
                    incident.candidates().stream()
                        .limit(3)
                        .anyMatch(each -> each.service().equals(cause.subject().service())));
    boolean all =
        last.stream()
            .anyMatch(
                incident ->
                    cause.hit().stream()
                        .map(Subject::service)
                        .allMatch(incident.services()::contains));
    top1 += right ? 1 : 0;
    top3 += among ? 1 : 0;
    complete += all ? 1 : 0;
    int[] kind = byKind.computeIfAbsent(cause.kind().name(), k -> new int[2]);
    kind[0]++;
    kind[1] += right ? 1 : 0;
    if (!right) {
      misses.add("%d: missed %s".formatted(seed, cause));
    }
  }

  private void tellSure(Incident incident, GeneratedOutage outage) {
    boolean right = outage.causes.stream().anyMatch(cause -> isCause(incident, cause));
    told.add(new double[] {incident.cause().confidence(), right ? 1 : 0});
  }

  double incidentsPerCause() {
    return incidents / (double) causes;
  }

  double top1() {
    return top1 / (double) causes;
  }

  double top3() {
    return top3 / (double) causes;
  }

  double complete() {
    return complete / (double) causes;
  }

  double first() {
    return first / (double) causes;
  }

  double brier() {
    return told.stream().mapToDouble(t -> (t[0] - t[1]) * (t[0] - t[1])).average().orElse(1);
  }

  /** The expected calibration error over ten bins (Naeini et al., 2015). */
  double calibrationError() {
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      List<double[]> in = in(bin);
      double sure = in.stream().mapToDouble(t -> t[0]).average().orElse(0);
      double right = in.stream().mapToDouble(t -> t[1]).average().orElse(0);
      error += Math.abs(sure - right) * in.size() / told.size();
    }
    return error;
  }

  private List<double[]> in(int bin) {
    return told.stream().filter(t -> Math.min(9, (int) (t[0] * 10)) == bin).toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d causes: %.3f incidents each, top-1 %.3f (first telling %.3f), top-3 %.3f, complete"
                + " %.3f, Brier %.3f, ECE %.3f%n",
            causes,
            incidentsPerCause(),
            top1(),
            first(),
            top3(),
            complete(),
            brier(),
            calibrationError()));
    for (int bin = 0; bin < 10; bin++) {
      List<double[]> in = in(bin);
      if (!in.isEmpty()) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %.1f: %d told, %.2f right%n",
                bin / 10.0,
                in.size(),
                in.stream().mapToDouble(t -> t[1]).average().orElse(0)));
      }
    }
    byKind.forEach((kind, n) -> text.append("  %s %d of %d%n".formatted(kind, n[1], n[0])));
    misses.stream().limit(10).forEach(miss -> text.append("  ").append(miss).append('\n'));
    return text.toString();
  }
}
