package io.tocsin.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.faults.StackPlan.FaultPlan;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteTest {
  static List<StackPlan> stacks() throws IOException {
    return Suite.read().plans();
  }

  /** Those of the file and those drawn by lot: all must be true of themselves. */
  static Stream<StackPlan> all() throws IOException {
    return Stream.concat(stacks().stream(), Drawing.stacks(60, 1, "").stream());
  }

  @Test
  void hasThirtyStacksAndAllKindsOfFaults() throws IOException {
    Set<Kind> kinds =
        stacks().stream()
            .flatMap(stack -> stack.faults().stream())
            .map(FaultPlan::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));

    assertThat(stacks()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(stacks()).extracting(StackPlan::name).doesNotHaveDuplicates();
    assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void declaresDependenciesInAllInPartAndNotAtAll() throws IOException {
    assertThat(stacks().stream().collect(Collectors.groupingBy(StackPlan::declaration)).keySet())
        .containsExactlyInAnyOrder("all", "partly", "none");
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasFiveToTwelveServicesThatKnowEachOther(StackPlan stack) {
    assertThat(stack.services()).hasSizeBetween(5, 12);
    stack
        .services()
        .values()
        .forEach(
            service -> {
              assertThat(stack.services().keySet()).containsAll(service.needs());
              assertThat(stack.services().keySet()).containsAll(service.likes());
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void expectsThoseToBeHitThatNeedTheCause(StackPlan stack) {
    for (FaultPlan fault : stack.faults()) {
      boolean hitsNobody = fault.cause().isEmpty() || fault.kind() == Kind.LEAK;
      assertThat(fault.hits())
          .as("hits of %s in %s", fault.cause(), stack.name())
          .containsExactlyInAnyOrderElementsOf(
              hitsNobody ? List.of() : stack.victims(fault.cause()));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void keepsTwoFaultsOfOneStackApart(StackPlan stack) {
    List<FaultPlan> faults = stack.faults();
    for (int i = 1; i < faults.size(); i++) {
      assertThat(stack.witnesses(faults.get(i).cause()))
          .doesNotContainAnyElementsOf(stack.witnesses(faults.get(0).cause()));
    }
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    assertThat(Drawing.stacks(20, 3, ""))
        .isEqualTo(Drawing.stacks(20, 3, ""))
        .isNotEqualTo(Drawing.stacks(20, 4, ""));
  }

  @Test
  void drawsEachKindOfFault() {
    assertThat(Drawing.stacks(2 * Kind.values().length, 1, ""))
        .flatExtracting(StackPlan::faults)
        .extracting(FaultPlan::kind)
        .contains(Kind.values());
    assertThat(Drawing.stacks(9, 1, "leak"))
        .flatExtracting(StackPlan::faults)
        .extracting(FaultPlan::kind)
        .containsOnly(Kind.LEAK);
  }

  @Test
  void choosesTheSameForTheSameSeed() throws IOException {
    assertThat(Suite.read().choose(6, 7, "")).isEqualTo(Suite.read().choose(6, 7, ""));
    assertThat(Suite.read().choose(99, 7, "pause"))
        .allMatch(stack -> stack.faults().stream().anyMatch(fault -> fault.kind() == Kind.PAUSE));
  }
}
