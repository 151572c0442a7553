package io.tocsin.bench.templates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well lines were grouped. A group counts only if it holds exactly the lines of one true
 * template: GA is the share of lines in such groups (Zhu and others, Tools and Benchmarks for
 * Automated Log Parsing, ICSE-SEIP 2019), FGA is the F1 score over groups (Jiang and others, A
 * Large-Scale Evaluation for Log Parsing Techniques, ISSTA 2024).
 */
record Grouping(double accuracy, double f1, int templates, int trueTemplates, int rightTemplates) {

  static Grouping of(List<String> labels, List<String> predicted) {
    Set<List<Integer>> truth = new HashSet<>(groups(labels));
    Collection<List<Integer>> found = groups(predicted);
    int rightLines = 0;
    int right = 0;
    for (List<Integer> group : found) {
      if (truth.contains(group)) {
        rightLines += group.size();
        right++;
      }
    }
    double accuracy = (double) rightLines / labels.size();
    double f1 = 2.0 * right / (found.size() + truth.size());
    return new Grouping(accuracy, f1, found.size(), truth.size(), right);
  }

  private static Collection<List<Integer>> groups(List<String> names) {
    Map<String, List<Integer>> groups = new HashMap<>();
    for (int line = 0; line < names.size(); line++) {
      groups.computeIfAbsent(names.get(line), name -> new ArrayList<>()).add(line);
    }
    return groups.values();
  }
}
