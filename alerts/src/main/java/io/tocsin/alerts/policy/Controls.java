package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Silence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people have said about incidents.
 *
 * @param silences by id, those that are over for a while too
 * @param acknowledgements by the incident's id
 */
public record Controls(
    Map<String, Silence> silences, Map<String, Acknowledgement> acknowledgements) {
  public static final Controls NONE = new Controls(Map.of(), Map.of());

  public Controls {
    silences = Map.copyOf(silences);
    acknowledgements = Map.copyOf(acknowledgements);
  }

  public Controls with(Silence silence) {
    return new Controls(and(silences, silence.id(), silence), acknowledgements);
  }

  public Controls with(Acknowledgement acknowledgement) {
    return new Controls(
        silences, and(acknowledgements, acknowledgement.incident(), acknowledgement));
  }

  /** Who has the incident in hand; empty if nobody has, or had it only before it began again. */
  public Optional<Acknowledgement> acknowledgement(Incident incident) {
    return Optional.ofNullable(acknowledgements.get(incident.id()))
        .filter(acknowledgement -> acknowledgement.isOf(incident));
  }

  /** Without what has this key in the topic. */
  public Controls without(String key) {
    Map<String, Silence> fewer = new HashMap<>(silences);
    fewer.values().removeIf(silence -> silence.key().equals(key));
    Map<String, Acknowledgement> others = new HashMap<>(acknowledgements);
    others.values().removeIf(acknowledgement -> acknowledgement.key().equals(key));
    return new Controls(fewer, others);
  }

  private static <T> Map<String, T> and(Map<String, T> map, String key, T value) {
    Map<String, T> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
