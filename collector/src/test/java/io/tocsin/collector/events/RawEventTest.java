package io.tocsin.collector.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The same event as different engines write it. */
class RawEventTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.000000007Z");
  private static final long NANOS = AT.getEpochSecond() * 1_000_000_000 + 7;

  @Test
  void readsDockersFormBefore152AndWithoutTheOldFieldsAfter() throws JsonProcessingException {
    String actor =
        "\"Type\":\"container\",\"Action\":\"health_status: unhealthy\",\"Actor\":{\"ID\":\"abc\","
            + "\"Attributes\":{\"name\":\"web\"}},\"time\":1,\"timeNano\":"
            + NANOS
            + "}";
    String old =
        "{\"status\":\"health_status: unhealthy\",\"id\":\"abc\",\"from\":\"img\"," + actor;

    assertThat(read(old)).isEqualTo(read("{" + actor));
    assertThat(read(old).action()).isEqualTo("health_status");
    assertThat(read(old).detail()).isEqualTo("unhealthy");
    assertThat(read(old).at()).isEqualTo(AT);
  }

  @Test
  void readsPodmansForms() throws JsonProcessingException {
    RawEvent died =
        read(
            "{\"status\":\"died\",\"id\":\"abc\",\"Type\":\"container\",\"Action\":\"died\","
                + "\"Actor\":{\"ID\":\"abc\",\"Attributes\":{\"containerExitCode\":\"3\"}},\"time\":5}");
    RawEvent health =
        read(
            "{\"Type\":\"container\",\"Action\":\"health_status\",\"HealthStatus\":\"healthy\","
                + "\"Actor\":{\"ID\":\"abc\",\"Attributes\":{}},\"time\":5}");

    assertThat(died.action()).isEqualTo("die");
    assertThat(died.exitCode()).isEqualTo(3);
    assertThat(health.detail()).isEqualTo("healthy");
  }

  @Test
  void takesTheCommandOffTheActionOfAnExecution() throws JsonProcessingException {
    RawEvent exec =
        read("{\"Type\":\"container\",\"Action\":\"exec_create: /bin/sh -c a: b\",\"time\":5}");

    assertThat(exec.action()).isEqualTo("exec_create");
    assertThat(exec.detail()).isEqualTo("/bin/sh -c a: b");
  }

  private static RawEvent read(String json) throws JsonProcessingException {
    return RawEvent.read(new ObjectMapper().readTree(json));
  }
}
