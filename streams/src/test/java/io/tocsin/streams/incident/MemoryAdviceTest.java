package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryAdviceTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void isACommandThatCanBePasted() {
    assertThat(MemoryAdvice.raise(finding("", "32 MiB"), "importer"))
        .containsExactly(
            "Raise its limit of 32 MiB for now:"
                + " docker update --memory 64m --memory-swap 64m importer");
  }

  @Test
  void isALineForTheComposeFileWhereThereIsOne() {
    assertThat(MemoryAdvice.raise(finding("shop", "1.5 GiB"), "shop-importer-1"))
        .containsExactly(
            "Raise its limit of 1.5 GiB for now:"
                + " docker update --memory 3072m --memory-swap 3072m shop-importer-1",
            "For good: below importer in the Compose file write mem_limit: 3072m",
            "Then bring it up with it: docker compose -p shop up -d importer");
  }

  @Test
  void givesALimitToWhatHasNone() {
    assertThat(MemoryAdvice.raise(finding("", "none"), "importer").get(0))
        .startsWith("Give it a limit")
        .endsWith("--memory 512m --memory-swap 512m importer");
  }

  private static Finding finding(String stack, String limit) {
    return new Finding(
        "f1",
        "oom-kill",
        "oom-kill",
        new Subject("host1", stack, "importer"),
        "importer",
        Severity.CRITICAL,
        Finding.State.FIRING,
        AT,
        AT,
        AT,
        null,
        1,
        1,
        "kills",
        null,
        "killed",
        Map.of("limit", limit));
  }
}
