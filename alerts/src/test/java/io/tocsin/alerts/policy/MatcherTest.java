package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.alerts.Incidents;
import io.tocsin.telemetry.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
  private static final Labels LABELS =
      (incident, name) -> name.equals("com.example.team") ? List.of("payments") : List.of();

  /** On host1, in the stack netra, caused by the service a, found by exited. */
  private final Incident incident = Incidents.open("i", 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stack=netra",
        "stack=NETRA host=host1",
        "service=a",
        "service=b,a",
        "service!=b",
        "stack=net*",
        "stack=*tr*",
        "severity=critical",
        "detector=exited",
        "affects=a",
        "incident=i",
        "label.com.example.team=pay*",
        "label.other!=x",
        ""
      })
  void fit(String line) {
    assertThat(Matchers.parse(line).fit(incident, LABELS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stack=shop",
        "stack=net",
        "service!=a",
        "service!=b,a",
        "stack=netra severity=warning",
        "stack=.*",
        "affects!=a"
      })
  void doNotFit(String line) {
    assertThat(Matchers.parse(line).fit(incident, LABELS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stack", "stack=", "=shop", "colour=red", "severity=bad", "stack==a,"})
  void sayWhatToWriteInstead(String line) {
    if (line.equals("stack==a,")) {
      assertThat(Matchers.parse(line).fit(incident, LABELS)).isFalse();
      return;
    }
    assertThatThrownBy(() -> Matchers.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("=");
  }

  @Test
  void matchNothingWhereAnotherVersionWroteWhatNobodyKnows() {
    assertThat(Matchers.read(List.of("stack=netra", "colour=red")).fit(incident, LABELS)).isFalse();
    assertThat(Matchers.read(List.of("colour!=red")).fit(incident, LABELS)).isFalse();
  }
}
