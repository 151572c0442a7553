package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.terminal.IncidentLines;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tells what becomes of incidents, until it is stopped. */
final class Follow {
  private static final Duration TURN = Duration.ofSeconds(1);

  private final Session session;
  private final boolean asJson;
  private final Predicate<String> wanted;
  private final IncidentLines lines;
  private final ObjectMapper json = Wire.mapper();
  private final Map<String, Incident> known = new HashMap<>();
  private boolean isLost;

  /**
   * @param asJson a line of JSON for each change
   * @param wanted which ids are to be told of
   */
  Follow(Session session, boolean asJson, Predicate<String> wanted) {
    this.session = session;
    this.asJson = asJson;
    this.wanted = wanted;
    this.lines = new IncidentLines(session.terminal(), ZoneId.systemDefault());
  }

  /**
   * @param told what has been told already
   * @param source asked again and again; may be out of reach for a while
   */
  void from(List<Incident> told, Supplier<List<Incident>> source) {
    told.forEach(incident -> known.put(incident.id(), incident));
    while (!session.stop().await(TURN)) {
      try {
        source.get().forEach(this::take);
        isLost = false;
      } catch (Unreachable e) {
        sayLost(e);
      }
    }
  }

  private void sayLost(Unreachable e) {
    if (!isLost) {
      session.terminal().note(e.getMessage() + " It is asked again every second.");
    }
    isLost = true;
  }

  private void take(Incident now) {
    Incident before = known.put(now.id(), now);
    if (now.equals(before) || !wanted.test(now.id())) {
      return;
    }
    Terminal terminal = session.terminal();
    if (asJson) {
      terminal.line(inJson(now));
    } else {
      lines.change(now, before).forEach(terminal::line);
    }
  }

  private String inJson(Incident incident) {
    try {
      return json.writeValueAsString(incident);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an incident cannot be written as JSON", e);
    }
  }
}
