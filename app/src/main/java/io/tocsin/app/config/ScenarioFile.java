package io.tocsin.app.config;

import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.scenario.Scenario;
import io.tocsin.streams.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of scenarios.
 *
 * @param problems all that is wrong with it; then it is not to be played
 */
public record ScenarioFile(List<Scenario> scenarios, List<Problem> problems) {

  /** Reads a file; its scenarios are played under these rules. */
  public static ScenarioFile read(Path file, RuleBook rules) {
    List<Problem> problems = new ArrayList<>();
    Node.Mapping root = YamlFile.read(file, problems::add);
    Map<String, Object> tree = new LinkedHashMap<>();
    root.entries().forEach((name, node) -> tree.put(name, PlainValues.asWritten(node)));
    ScenarioReader.Reading reading = ScenarioReader.read(tree, rules);
    for (ScenarioReader.Mistake mistake : reading.mistakes()) {
      String place = file + ":" + line(root, mistake.path(), mistake.line());
      problems.add(new Problem(place, String.join(": ", mistake.path()), mistake.message(), ""));
    }
    if (tree.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(file.toString(), "the file", "has no scenarios", ""));
    }
    return new ScenarioFile(reading.scenarios(), problems);
  }

  private static int line(Node root, List<String> path, int within) {
    Node node = root;
    for (String key : path) {
      if (node instanceof Node.Mapping mapping && mapping.entries().containsKey(key)) {
        node = mapping.entries().get(key);
      }
    }
    if (within >= 0 && node instanceof Node.Items items && within < items.items().size()) {
      return items.items().get(within).line();
    }
    // A text of several lines begins below its key.
    boolean isText = node instanceof Node.Scalar scalar && scalar.text().indexOf('\n') >= 0;
    return within >= 0 && isText ? node.line() + 1 + within : node.line();
  }
}
