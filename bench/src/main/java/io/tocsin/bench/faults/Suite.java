package io.tocsin.bench.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** All stacks and what is true of them, as {@code suite.yml} says. */
record Suite(
    LinkedHashMap<String, LinkedHashMap<String, ServicePlan>> shapes, List<StackPlan> stacks) {
  static Suite read() throws IOException {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    try (InputStream file = Suite.class.getResourceAsStream("suite.yml")) {
      if (file == null) {
        throw new IOException("suite.yml is not there");
      }
      return yaml.readValue(file, Suite.class);
    }
  }

  /** The stacks with their services. */
  List<StackPlan> plans() {
    return stacks.stream()
        .map(stack -> stack.with(shapes.getOrDefault(stack.shape(), none())))
        .toList();
  }

  /**
   * So many stacks in the order of the seed.
   *
   * @param only a kind of fault that each must have; empty for all kinds
   */
  List<StackPlan> choose(int count, int seed, String only) {
    List<StackPlan> chosen = new ArrayList<>(plans());
    chosen.removeIf(
        stack ->
            !only.isEmpty()
                && stack.faults().stream()
                    .noneMatch(fault -> fault.kind().wireName().equals(only)));
    Collections.shuffle(chosen, new Random(seed));
    return List.copyOf(chosen.subList(0, Math.min(count, chosen.size())));
  }

  private static LinkedHashMap<String, ServicePlan> none() {
    return new LinkedHashMap<>();
  }
}
