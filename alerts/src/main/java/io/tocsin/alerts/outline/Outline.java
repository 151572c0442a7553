package io.tocsin.alerts.outline;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person who is woken reads, in this order: what broke and since when, or how long it took;
 * the cause with its evidence; why, in short; what changed before; who is hit; what to do; links.
 * Every text is visible, without secrets, and as long as it came.
 *
 * @param severity of the incident, also when it is over
 * @param title what broke
 * @param hand who has it in hand, or that nobody has though somebody should; empty for neither
 * @param why from the symptom to the cause, without the cause itself
 * @param changes what changed before, the nearest first
 * @param services who is concerned, the cause first
 * @param advice what to do
 * @param notes about the message itself, such as that a template is broken
 */
public record Outline(
    Identity identity,
    Tone tone,
    Severity severity,
    String title,
    When when,
    String hand,
    Cause cause,
    List<String> why,
    List<String> changes,
    List<String> services,
    List<String> advice,
    List<Link> links,
    List<String> notes) {
  /** Host and service of what Tocsin has to say itself. */
  public static final String SELF = "tocsin";

  public Outline {
    why = List.copyOf(why);
    changes = List.copyOf(changes);
    services = List.copyOf(services);
    advice = List.copyOf(advice);
    links = List.copyOf(links);
    notes = List.copyOf(notes);
  }

  /** Whether it is no incident, but what Tocsin has to say itself in the form of one. */
  public static boolean isNotice(Incident incident) {
    return incident.host().equals(SELF) && incident.cause().service().equals(SELF);
  }

  /** Reads an incident. */
  public static Outline of(Incident incident) {
    return new Reading(incident).outline();
  }

  /** An incident's id as all messages have it. */
  public static String id(String incident) {
    return Reading.text(incident);
  }

  /** Who has an incident in hand, and what there is to say. */
  public static String hand(Acknowledgement hand) {
    String note = hand.note().isEmpty() ? "" : ": " + hand.note();
    return Reading.text(hand.author() + " has it in hand" + note);
  }

  public boolean isOpen() {
    return tone != Tone.RESOLVED;
  }

  /** The same with a further note. */
  public Outline noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Outline(
        identity, tone, severity, title, when, hand, cause, why, changes, services, advice, links,
        more);
  }

  /**
   * Which incident it is, and where: {@code place} is the stack on the host.
   *
   * @param isNotice whether it is none, but what Tocsin has to say itself
   */
  public record Identity(
      String id, int revision, String host, String stack, String place, boolean isNotice) {}

  /**
   * Since when and, when it is over, until when.
   *
   * @param until empty while it lasts
   * @param took empty while it lasts
   * @param partOf the incident of which it has turned out to be a part; empty if it stands alone
   */
  public record When(String since, String until, String took, String partOf) {}

  /**
   * What broke first, and what shows it.
   *
   * @param service empty for the engine itself
   * @param sentence names the service
   * @param confidence such as {@code 93 %}
   * @param facts such as {@code exit code 3}
   * @param logs the last lines of its log
   */
  public record Cause(
      String service, String sentence, String confidence, List<String> facts, List<String> logs) {
    public Cause {
      facts = List.copyOf(facts);
      logs = List.copyOf(logs);
    }
  }

  /** An address of our own; it holds nothing but what an address may. */
  public record Link(String name, String url) {}
}
