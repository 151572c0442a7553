package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.List;

/** A line of {@code never}: words that no finding may have all of. */
record Ban(List<String> words) {
  static Ban read(String text) {
    Words words = new Words(text);
    List<String> all = new ArrayList<>();
    while (words.hasNext()) {
      all.add(words.next());
    }
    return new Ban(List.copyOf(all));
  }

  boolean isBrokenBy(Told told) {
    Finding finding = told.finding();
    List<String> about =
        List.of(finding.detector(), finding.rule(), finding.subject().service(), told.state());
    return finding.isFiring() && (words.equals(List.of("anything")) || about.containsAll(words));
  }

  boolean names(Told told) {
    return words.contains(told.finding().rule()) || words.contains(told.finding().detector());
  }
}
