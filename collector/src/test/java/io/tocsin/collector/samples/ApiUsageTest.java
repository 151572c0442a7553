package io.tocsin.collector.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ApiUsageTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void prefersTheTotalOnVersion1AndCutsCountersBeyondALong() throws JsonProcessingException {
    String answer =
        """
        {"read":"2026-11-21T10:00:00Z","memory_stats":{"usage":1000,"limit":18446744073709551615,
         "stats":{"inactive_file":900,"total_inactive_file":300}},
         "cpu_stats":{"cpu_usage":{"total_usage":18446744073709551615},"throttling_data":{"periods":5}},
         "pids_stats":{"current":2,"limit":18446744073709551615},
         "networks":{"eth0":{"rx_bytes":10,"tx_bytes":20}}}
        """;

    Usage usage = ApiUsage.read(json.readTree(answer)).orElseThrow();

    assertThat(usage.memoryWorkingSet()).isEqualTo(700);
    assertThat(usage.cpu().usageNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(usage.pids()).hasToString("Pids[current=2, limit=null]");
    assertThat(usage.network()).hasToString("Network[received=10 B, sent=20 B]");
  }

  @Test
  void takesAnAnswerWithoutTimeForMissingNotForZero() throws JsonProcessingException {
    String stopped = "{\"read\":\"0001-01-01T00:00:00Z\",\"memory_stats\":{\"usage\":0}}";

    assertThat(ApiUsage.read(json.readTree(stopped))).isEmpty();
  }
}
