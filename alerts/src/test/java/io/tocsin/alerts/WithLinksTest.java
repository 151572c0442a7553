package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WithLinksTest {
  private final List<Incident> written = new ArrayList<>();

  @Test
  void saysWhereToLookAndWhatToPress() {
    Incident incident = Incidents.open("i", 1).withLink("runbook", "docs/x.md");
    Links links =
        told -> Map.of("console", "http://c/" + told.id(), "runbook", "http://c/runbooks/x");

    new WithLinks(new Noting(), links).message(incident, Instant.EPOCH);

    assertThat(written.get(0).links())
        .containsEntry("runbook", "http://c/runbooks/x")
        .containsEntry("console", "http://c/i");
    assertThat(written.get(0).withLink("runbook", "x").withLink("console", "x"))
        .isEqualTo(incident.withLink("runbook", "x").withLink("console", "x"));
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
