package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithConsoleTest {
  private final List<Incident> written = new ArrayList<>();

  @Test
  void saysWhereTheIncidentCanBeLookedAt() {
    Incident incident = Incidents.open("i", 1).withLink("runbook", "docs/x.md");

    new WithConsole(new Noting(), URI.create("http://127.0.0.1:7171/"))
        .message(incident, Instant.EPOCH);

    assertThat(written.get(0).links())
        .containsEntry("runbook", "docs/x.md")
        .containsEntry("console", "http://127.0.0.1:7171/incidents/i");
    assertThat(written.get(0).withLink("runbook", "docs/x.md").withLink("console", "x"))
        .isEqualTo(incident.withLink("console", "x"));
  }

  private record Unsent() implements Message {
    @Override
    public String body() {
      return "";
    }

    @Override
    public Reply send(Http http) {
      return new Reply.Refused("nothing is sent here");
    }
  }

  /** Notes what it is to write. */
  private final class Noting implements Receiver {
    @Override
    public String name() {
      return "noting";
    }

    @Override
    public Message message(Incident incident, Instant now) {
      written.add(incident);
      return new Unsent();
    }
  }
}
