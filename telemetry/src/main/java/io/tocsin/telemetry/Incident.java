package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One cause in one stack, with all that is known of it ({@code tocsin.incidents}, key = id). Its
 * JSON is the body of the generic webhook; fields may be added, never renamed.
 *
 * @param id derived from what happened: stack, subject and onset
 * @param revision counts from 1; a new one only when cause, severity, services or state change
 * @param stack empty for an incident of the engine itself or of a container outside any stack
 * @param resolvedAt null while open
 * @param candidates possible causes, best first
 * @param why from the symptom to the cause, a step a statement
 * @param services all that are concerned, the cause first
 * @param changes what changed in the stack in the 72 hours before, nearest and most related first
 * @param links named addresses, such as {@code console}
 * @param lasted from its beginning to its end; null while open
 * @param recurrence that it came back, or came before; null if it did neither
 * @param mergedInto the id of the incident of which this has turned out to be a part, and with
 *     which it goes on; null for none
 * @param acknowledged who has it in hand; null for nobody. The topic never has it: who shows an
 *     incident adds it
 * @param escalatedAfter how long it was in nobody's hand, where somebody is told who is told only
 *     then; null elsewhere. The topic never has it either
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"schema", "id", "revision", "state", "severity"})
public record Incident(
    String schema,
    String id,
    int revision,
    State state,
    Severity severity,
    String title,
    String host,
    String stack,
    Instant startedAt,
    Instant detectedAt,
    Instant updatedAt,
    @Nullable Instant resolvedAt,
    Cause cause,
    List<Candidate> candidates,
    List<Step> why,
    List<String> services,
    List<Observation> findings,
    List<Change> changes,
    List<String> advice,
    Map<String, String> links,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration lasted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Recurrence recurrence,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mergedInto,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Acknowledgement acknowledged,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration escalatedAfter) {
  public static final String SCHEMA = "tocsin.incident.v1";

  @SuppressWarnings("NullAway") // absent in the JSON of another writer
  public Incident {
    candidates = candidates == null ? List.of() : List.copyOf(candidates);
    why = why == null ? List.of() : List.copyOf(why);
    services = services == null ? List.of() : List.copyOf(services);
    findings = findings == null ? List.of() : List.copyOf(findings);
    changes = changes == null ? List.of() : List.copyOf(changes);
    advice = advice == null ? List.of() : List.copyOf(advice);
    links = links == null ? Map.of() : Map.copyOf(links);
  }

  /** One that has not come back, and is not over, as far as is known. */
  public Incident(
      String schema,
      String id,
      int revision,
      State state,
      Severity severity,
      String title,
      String host,
      String stack,
      Instant startedAt,
      Instant detectedAt,
      Instant updatedAt,
      @Nullable Instant resolvedAt,
      Cause cause,
      List<Candidate> candidates,
      List<Step> why,
      List<String> services,
      List<Observation> findings,
      List<Change> changes,
      List<String> advice,
      Map<String, String> links) {
    this(
        schema,
        id,
        revision,
        state,
        severity,
        title,
        host,
        stack,
        startedAt,
        detectedAt,
        updatedAt,
        resolvedAt,
        cause,
        candidates,
        why,
        services,
        findings,
        changes,
        advice,
        links,
        null,
        null,
        null,
        null,
        null);
  }

  /** With one address more, or another of that name. */
  public Incident withLink(String name, String address) {
    Map<String, String> more = new TreeMap<>(links);
    more.put(name, address);
    return with(new Shown(cause, more, acknowledged, escalatedAfter));
  }

  /** With who has it in hand. */
  public Incident with(@Nullable Acknowledgement acknowledgement) {
    return with(new Shown(cause, links, acknowledgement, escalatedAfter));
  }

  /** As it is told to somebody who is told only of what was in nobody's hand for so long. */
  public Incident escalated(Duration after) {
    return with(new Shown(cause, links, acknowledged, after));
  }

  /** As it would be if this were its cause. */
  public Incident with(Cause other) {
    return with(new Shown(other, links, acknowledged, escalatedAfter));
  }

  /** What changes on the way from the topic to who is shown it. */
  private record Shown(
      Cause cause,
      Map<String, String> links,
      @Nullable Acknowledgement acknowledged,
      @Nullable Duration escalatedAfter) {}

  private Incident with(Shown shown) {
    return new Incident(
        schema,
        id,
        revision,
        state,
        severity,
        title,
        host,
        stack,
        startedAt,
        detectedAt,
        updatedAt,
        resolvedAt,
        shown.cause,
        candidates,
        why,
        services,
        findings,
        changes,
        advice,
        shown.links,
        lasted,
        recurrence,
        mergedInto,
        shown.acknowledged,
        shown.escalatedAfter);
  }

  /** How often it was over and began again. */
  @JsonIgnore
  public int reopened() {
    return recurrence == null ? 0 : recurrence.reopened();
  }

  @JsonIgnore
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether the trouble lasts. */
  public enum State {
    OPEN,
    RESOLVED;

    /** {@code open}, {@code resolved}. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What broke first. {@code confidence} lies between 0 and 1. */
  public record Cause(
      String service, String container, String detector, String summary, double confidence) {}

  /**
   * A possible cause.
   *
   * @param score how likely it is, between 0 and 1; those of all candidates and of a cause that
   *     nobody saw add up to 1
   * @param points the sum of its reasons' points; null from a writer that does not tell
   * @param reasons what speaks for it and against it
   */
  public record Candidate(
      String service,
      double score,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer points,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons) {

    @SuppressWarnings("NullAway") // absent in the JSON of another writer
    public Candidate {
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    public Candidate(String service, double score) {
      this(service, score, null, List.of());
    }
  }

  /** What speaks for a candidate, or against it if the points are negative. */
  public record Reason(int points, String statement) {}

  /**
   * That the trouble came back, or came before.
   *
   * @param reopened how often this incident was over and began again
   * @param earlier how many incidents of the same cause ended in the seven days before
   * @param previous the id of the last of them; null for none
   * @param previousEndedAt when that was over; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recurrence(
      int reopened, int earlier, @Nullable String previous, @Nullable Instant previousEndedAt) {}

  /** One step of the chain from the symptom to the cause, with lines of the record. */
  public record Step(String service, String statement, List<String> evidence) {}

  /**
   * Something that was changed before.
   *
   * @param service empty where one entry stands for several services, which {@code to} then names
   * @param what {@code image}, {@code memory limit}, {@code environment}, {@code created}, {@code
   *     scale}, …
   * @param from what was; of {@code environment}, {@code networks}, {@code volumes} and {@code
   *     dependencies} the names that went; null where there was none
   * @param to what came; null where there is none
   * @param container null where it concerns the service as a whole, or several containers alike
   * @param deployment when the deployment began that this was part of; null for what was changed in
   *     a container that lives
   */
  public record Change(
      Instant at,
      String service,
      String what,
      @Nullable String from,
      @Nullable String to,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String container,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deployment) {
    private static final Set<String> OF_NAMES =
        Set.of("environment", "networks", "volumes", "dependencies");
    private static final Set<String> STATES =
        Set.of("created", "recreated", "removed", "paused", "resumed");

    public Change(
        Instant at, String service, String what, @Nullable String from, @Nullable String to) {
      this(at, service, what, from, to, null, null);
    }

    /**
     * For people: {@code image a:1 → a:2}, {@code environment +NEW −OLD}, {@code memory limit 1 GiB
     * (none before)}.
     */
    public String inWords() {
      if (OF_NAMES.contains(what)) {
        return what + signed(" +", to) + signed(" −", from);
      }
      if (from == null) {
        return STATES.contains(what) ? what : what + " " + to + " (none before)";
      }
      return to == null
          ? STATES.contains(what) ? what : what + " taken away (it was " + from + ")"
          : what + " " + from + " → " + to;
    }

    private static String signed(String sign, @Nullable String names) {
      return names == null ? "" : sign + names.replace(", ", sign);
    }
  }

  /** A {@link Finding} as the incident shows it. */
  public record Observation(
      String detector,
      Severity severity,
      String service,
      String container,
      Finding.State state,
      Instant startedAt,
      Instant detectedAt,
      @Nullable Instant endedAt,
      double value,
      double threshold,
      String unit,
      @Nullable Duration window,
      String summary,
      Map<String, Object> evidence) {

    public static Observation of(Finding finding) {
      return new Observation(
          finding.detector(),
          finding.severity(),
          finding.subject().service(),
          finding.container(),
          finding.state(),
          finding.startedAt(),
          finding.detectedAt(),
          finding.endedAt(),
          finding.value(),
          finding.threshold(),
          finding.unit(),
          finding.window(),
          finding.summary(),
          finding.evidence());
    }
  }
}
