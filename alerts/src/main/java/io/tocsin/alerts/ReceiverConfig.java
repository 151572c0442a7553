package io.tocsin.alerts;

import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.policy.Route;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Templated;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is told. {@code toString} shows no secrets. */
public record ReceiverConfig(Kind kind, Given given, Route route) {
  /** Fills in what was not given and has a default. */
  public ReceiverConfig {
    Map<String, List<String>> values = new LinkedHashMap<>(given.values());
    for (Field field : kind.fields()) {
      if (!field.fallback().isEmpty()) {
        values.putIfAbsent(field.name(), List.of(field.fallback()));
      }
    }
    given = new Given(given.name(), values, given.template());
  }

  /** One that is told of all incidents. */
  public ReceiverConfig(Kind kind, Given given) {
    this(kind, given, Route.ALL);
  }

  /** Which incidents each is told of, by its name. */
  public static Map<String, Route> routes(List<ReceiverConfig> receivers) {
    Map<String, Route> routes = new LinkedHashMap<>();
    receivers.forEach(receiver -> routes.putIfAbsent(receiver.name(), receiver.route()));
    return routes;
  }

  /** Of a kind, by its key, with one value a field. */
  public static ReceiverConfig of(String key, Map<String, String> values) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    values.forEach((field, value) -> lists.put(field, List.of(value)));
    return new ReceiverConfig(Kinds.of(key), Given.of(lists));
  }

  /**
   * Stable, unique, and without secrets: for logs, metrics and the ledger.
   *
   * @throws IllegalArgumentException if there are {@link #problems()}
   */
  public String name() {
    return receiver().name();
  }

  /** What is wrong with it, with the mend and without secrets; empty if nothing is. */
  public List<Wrong> problems() {
    List<Wrong> problems = new ArrayList<>();
    for (Field field : kind.fields()) {
      List<String> texts = given.texts(field.name());
      if (texts.isEmpty() && field.isRequired()) {
        problems.add(new Wrong(field.name(), "is missing", "Add it: " + field.about()));
      }
      texts.stream()
          .flatMap(text -> field.check().apply(text).stream())
          .distinct()
          .forEach(mend -> problems.add(new Wrong(field.name(), "is not right", mend)));
    }
    return problems;
  }

  /**
   * The receiver.
   *
   * @throws IllegalArgumentException if there are {@link #problems()}
   */
  public Receiver receiver() {
    return kind.maker().apply(given);
  }

  /** Where it is reached: addresses of the operator's own. They can be secrets. */
  public List<URI> addresses() {
    return Stream.of("url", "server")
        .flatMap(field -> given.text(field).stream())
        .map(text -> URI.create(text.strip()))
        .toList();
  }

  /** How many messages it gets at most; empty for as many as there are. */
  public Optional<RateLimit> rate() {
    return given.text(Kind.RATE).flatMap(RateLimit::parse);
  }

  /** Whether it is told once a day what pages nobody. */
  boolean wantsDigest() {
    return given.text(Kind.DIGEST).filter("true"::equals).isPresent();
  }

  /** What people call it: the kind, and the host where it has one. */
  public String label() {
    String host =
        addresses().stream().map(URI::getHost).map(String::valueOf).findFirst().orElse("");
    return given.name().orElse((kind.title() + " " + host).strip());
  }

  /** Why the template that people wrote cannot be used; empty if it can, or if there is none. */
  public Optional<String> templateProblem() {
    List<Outline> samples = Sample.all().stream().map(Outline::of).toList();
    return receiver() instanceof Templated<?> templated
        ? templated.templateProblem(samples)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return kind.key() + given;
  }

  /**
   * What is wrong with a field.
   *
   * @param what never repeats the value
   */
  public record Wrong(String field, String what, String mend) {
    @Override
    public String toString() {
      return field + " " + what + ". " + mend;
    }
  }
}
