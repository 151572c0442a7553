package io.tocsin.streams.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A detector with values for its parameters. Several rules may use one detector.
 *
 * @param name unique; container labels {@code tocsin.<name>.<parameter>} override its values
 * @param type the detector
 * @param own the values that were set for this rule; the detector's standard holds for the others
 * @param where the containers that it is for
 */
public record Rule(String name, DetectorType<?, ?> type, Map<String, Object> own, Where where) {
  /** Every rule has it: a label can switch a rule off for a container. */
  public static final Parameter ENABLED =
      Parameter.flag("enabled", true, "Whether the rule is in force.");

  public Rule {
    own = Map.copyOf(own);
  }

  /** A rule for all containers. */
  public Rule(String name, DetectorType<?, ?> type, Map<String, Object> own) {
    this(name, type, own, Where.ANY);
  }

  /** The detector under its own name and with its standard values. */
  public static Rule standard(DetectorType<?, ?> type) {
    return new Rule(type.name(), type, Map.of());
  }

  /** The value in force where no container label says otherwise. */
  public Object value(Parameter parameter) {
    return own.getOrDefault(parameter.name(), parameter.standard());
  }

  /**
   * The values that hold for a container.
   *
   * @param overrides its labels without the prefix {@code tocsin.}; null for none
   */
  public Settings settings(@Nullable Map<String, String> overrides) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Parameter parameter : parameters()) {
      values.put(parameter.name(), value(parameter));
    }
    if (overrides != null) {
      parameters().forEach(parameter -> override(parameter, overrides, values, problems));
    }
    return new Settings(values, problems);
  }

  /** All parameters, those of every rule last. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(type.parameters());
    all.add(ENABLED);
    return all;
  }

  private void override(
      Parameter parameter,
      Map<String, String> overrides,
      Map<String, Object> values,
      List<String> problems) {
    String label = name + '.' + parameter.name();
    String written = overrides.get(label);
    if (written == null) {
      return;
    }
    try {
      values.put(parameter.name(), parameter.parse(written));
    } catch (IllegalArgumentException e) {
      problems.add("label tocsin." + label + " is ignored: " + e.getMessage());
    }
  }
}
