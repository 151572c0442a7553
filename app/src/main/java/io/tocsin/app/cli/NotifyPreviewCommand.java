package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.Sample.Occasion;
import io.tocsin.alerts.Trial;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.terminal.Inert;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Prints what a receiver would be sent for a sample incident.",
    description = {"", "With the receiver's own template, if it has one. Nothing is sent."},
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 all is right, 2 the template is broken.")
final class NotifyPreviewCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Session session;

  @Mixin private final ReceiverArgument chosen = new ReceiverArgument();

  @Option(names = "--resolved", description = "the end of the incident instead of its opening")
  private boolean resolved;

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      description =
          "opening, end, escalated, acknowledged, too-many, daily-digest, receiver-failing")
  private String occasion = "opening";

  @Mixin private final CommonOptions options = new CommonOptions();

  NotifyPreviewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ReceiverConfig receiver = chosen.in(options.read().settings());
    Optional<String> problem = receiver.templateProblem();
    problem.ifPresent(
        text ->
            session.terminal().note("The template is broken, the shipped one is used: " + text));
    Incident incident = Sample.of(resolved ? Occasion.END : occasion());
    try (Trial trial = new Trial(receiver)) {
      session.terminal().line(readable(trial.preview(incident, Instant.now())));
    }
    return problem.isPresent() ? 2 : 0;
  }

  private Occasion occasion() {
    return Stream.of(Occasion.values())
        .filter(each -> each.wireName().equals(occasion))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongUse(
                    "Nothing is called " + Inert.text(occasion) + ".",
                    "tocsin notify preview --help says what there can be to tell."));
  }

  /** The routing key of PagerDuty stands in the message itself. */
  private static String readable(String body) {
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return body;
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(JSON.readTree(body))
          .replaceAll("(\"routing_key\" : )\"[^\"]*\"", "$1\"(secret)\"");
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
