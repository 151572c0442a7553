package io.tocsin.alerts.command;

import io.tocsin.alerts.body.IncidentBody;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Form;
import io.tocsin.alerts.template.Layout;
import io.tocsin.alerts.template.Markup;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.alerts.template.Templated;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program that is started for each message, with the message on its standard input. */
public final class CommandReceiver extends Templated<String> {
  public static final Kind KIND =
      new Kind(
          "commands",
          "command",
          List.of(
              Field.text("run", "the program and its arguments: [/path/to/program, argument]")
                  .required()
                  .list(),
              Field.matching("input", Pattern.compile("text|json"), "text or json").or("text"),
              Field.matching("timeout", Pattern.compile("[1-9]\\d{0,2}"), "seconds, at most 999")
                  .checkedBy(CommandReceiver::timeoutProblem)
                  .or("30")),
          TemplateText.shipped(CommandReceiver.class, "command.mustache"),
          CommandReceiver::new);

  private static final int BYTES = 64_000;
  private static final int TITLE_LIMIT = 300;

  private final List<String> command;
  private final boolean isJson;
  private final Duration timeout;
  private final IncidentBody body = new IncidentBody();

  CommandReceiver(Given given) {
    super(given.name().orElseGet(() -> name(given.texts("run"))), layout(given));
    this.command = given.texts("run");
    this.isJson = given.need("input").equals("json");
    this.timeout = Duration.ofSeconds(Integer.parseInt(given.need("timeout")));
  }

  /** Arguments can be secrets. */
  private static String name(List<String> run) {
    String program = run.get(0).replaceFirst("^.*/", "").replaceAll("[^\\w.-]", "_");
    return "command:" + program + ':' + Digest.of(run).substring(0, 6);
  }

  private static Optional<String> timeoutProblem(String text) {
    return text.matches("[1-9]\\d{0,2}")
        ? Optional.empty()
        : Optional.of("Give seconds, at most 999");
  }

  private static Layout<String> layout(Given given) {
    return new Layout<>(
        Form.text(KIND.shipped(), Markup.NONE, CommandReceiver::fits, TITLE_LIMIT),
        given.template());
  }

  private static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= BYTES;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    String input = isJson ? body.of(incident) : lay(incident);
    Map<String, String> environment =
        Map.of(
            "TOCSIN_INCIDENT", incident.id(),
            "TOCSIN_REVISION", Integer.toString(incident.revision()),
            "TOCSIN_STATE", incident.state().wireName(),
            "TOCSIN_SEVERITY", incident.severity().wireName());
    return new Input(command, environment, input, timeout);
  }
}
