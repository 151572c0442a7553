package io.tocsin.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MountsTest {
  /** From an engine 20.10, shortened. */
  private static final String INSPECTED =
      """
      {"HostConfig": {"Tmpfs": {"/run": "size=1m"}}, "Mounts": [
        {"Type": "volume", "Name": "shop_data", "Source": "/var/lib/docker/volumes/shop_data/_data",
         "Destination": "/data", "Driver": "local", "Mode": "rw", "RW": true},
        {"Type": "volume", "Name": "%s", "Source": "/var/lib/docker/volumes/x/_data",
         "Destination": "/cache", "RW": true},
        {"Type": "bind", "Source": "/srv/shop", "Destination": "/etc/shop", "RW": false}]}
      """
          .formatted("0a".repeat(32));

  @Test
  void namesWhatIsMountedSoThatASuccessorHasTheSame() throws JsonProcessingException {
    assertThat(Mounts.read(new ObjectMapper().readTree(INSPECTED)))
        .containsExactly(
            "bind /srv/shop:/etc/shop:ro",
            "tmpfs /run",
            "volume :/cache",
            "volume shop_data:/data");
  }

  @Test
  void takesAnEngineThatTellsNothing() throws JsonProcessingException {
    assertThat(Mounts.read(new ObjectMapper().readTree("{}"))).isEmpty();
  }
}
