package io.tocsin.app.cli;

import io.tocsin.app.controls.Acknowledgements;
import io.tocsin.app.controls.ControlsDesk;
import io.tocsin.app.incidents.IncidentSnapshot;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.app.terminal.Inert;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says that somebody has an incident in hand: nobody else is called.",
    description = {
      "",
      "Stops the escalation (policy.escalate) of this incident, for as long as it is open; when it"
          + " is over and begins again, it is in nobody's hand. Its end is told as ever."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin ack 3f9a --reason \"rolling back\"",
      "  tocsin ack 3f9a --undo            it may be escalated again",
      "",
      "Exit codes: 0 it is noted, 2 there is no such open incident, 3 nobody answers."
    })
final class AckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "of an incident; its beginning is enough")
  private String id = "";

  @Mixin private final AuthorOption author = new AuthorOption();

  @Option(names = "--reason", paramLabel = "TEXT", description = "what will be done")
  private String reason = "";

  @Option(names = "--undo", description = "takes it back")
  private boolean isUndone;

  @Mixin private final CommonOptions options = new CommonOptions();

  AckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (RecordedTopics topics = RecordedTopics.open(options.read().settings())) {
      Incident incident = chosen(IncidentSnapshot.read(topics.kafka(), topics.topics()));
      Acknowledgements hands =
          new Acknowledgements(new ControlsDesk(topics.kafka(), topics.topics()));
      if (isUndone) {
        hands.withdraw(incident);
        line(incident, "is in nobody's hand now");
      } else {
        hands.add(incident, new Acknowledgements.Word(author.author, reason), Instant.now());
        line(incident, "is in the hand of " + author.author);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw new WrongUse(String.valueOf(e.getMessage()), "tocsin ack --help");
    }
  }

  private Incident chosen(List<Incident> incidents) {
    List<Incident> meant =
        incidents.stream().filter(each -> each.isOpen() && each.id().startsWith(id)).toList();
    if (id.isEmpty() || meant.size() != 1) {
      throw new WrongUse(
          meant.isEmpty() ? "No open incident is called " + id + "." : id + " begins several ids.",
          "`tocsin incidents` shows those that are open.");
    }
    return meant.get(0);
  }

  private void line(Incident incident, String what) {
    session.terminal().line(Inert.text(incident.id() + ", " + incident.title() + ", " + what));
  }
}
