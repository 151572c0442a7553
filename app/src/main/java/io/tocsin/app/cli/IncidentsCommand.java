package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.terminal.IncidentSheet;
import io.tocsin.app.terminal.IncidentTable;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows what is open; with --all, what was, too.",
    description = {
      "",
      "Asks the Tocsin that runs on this host (--http); with --bootstrap-servers it reads the"
          + " topic of that cluster; with --data what a stopped one has left in that folder. Ends"
          + " with 1 if anything is open."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin incidents                what is open",
      "  tocsin incidents --all          and what was",
      "  tocsin incidents show 3f9a      one of them in full, by the beginning of its id",
      "  tocsin incidents --follow       and whatever happens from now on",
      "  tocsin incidents --json | jq '.[].cause'",
      "  tocsin incidents --json --follow   a line of JSON for each change",
      "",
      "Exit codes: 0 nothing is open, 1 something is, 2 wrong use, 3 nobody answers."
    })
final class IncidentsCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean asJson;

  @Option(names = "--all", description = "also those that are resolved")
  private boolean all;

  @Option(
      names = {"-f", "--follow"},
      description = "goes on telling what changes, until it is stopped")
  private boolean follow;

  @Parameters(
      arity = "0..2",
      paramLabel = "[show ID]",
      description = "one incident in full; the beginning of its id is enough")
  private @Nullable List<String> words;

  @Mixin private final CommonOptions options = new CommonOptions();

  private Instant now = Instant.now();

  IncidentsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings = options.read().settings();
    try (IncidentRecord record = IncidentRecord.open(settings)) {
      return show(settings, record);
    }
  }

  private int show(Settings settings, IncidentRecord record) throws JsonProcessingException {
    List<Incident> known = record.read();
    List<Incident> chosen = choose(known);
    if (record.isLeft()) {
      now = last(known);
      sayLeft(settings);
    }
    if (follow) {
      printFollowed(chosen);
      List<String> ids = chosen.stream().map(Incident::id).toList();
      new Follow(session, asJson, words == null ? id -> true : ids::contains)
          .from(known, record::read);
    } else {
      print(chosen, words == null ? List.of() : record.told(chosen.get(0)));
    }
    return chosen.stream().anyMatch(Incident::isOpen) ? 1 : 0;
  }

  /** The last word of one that is stopped: nobody knows how long anything was open after it. */
  private static Instant last(List<Incident> known) {
    return known.stream()
        .map(Incident::updatedAt)
        .max(Comparator.naturalOrder())
        .orElseGet(Instant::now);
  }

  private void sayLeft(Settings settings) {
    if (follow) {
      throw new WrongUse(
          "No Tocsin runs on " + settings.data() + ": there is nothing to follow.",
          "Start one (tocsin up), or look at what was: without --follow.");
    }
    session
        .terminal()
        .note(
            "No Tocsin runs on %s: this is how things stood when it was stopped (as of %s)."
                .formatted(settings.data(), now.truncatedTo(ChronoUnit.SECONDS)));
  }

  private void printFollowed(List<Incident> chosen) throws JsonProcessingException {
    if (!asJson) {
      print(chosen, List.of());
      return;
    }
    ObjectMapper json = Wire.mapper();
    for (Incident incident : chosen) {
      session.terminal().line(json.writeValueAsString(incident));
    }
  }

  private List<Incident> choose(List<Incident> incidents) {
    if (words == null) {
      return incidents.stream().filter(incident -> all || incident.isOpen()).toList();
    }
    if (words.size() != 2 || !"show".equals(words.get(0))) {
      throw new WrongUse(
          "`incidents` is followed by nothing or by show ID.", "tocsin incidents --help");
    }
    String id = words.get(1);
    List<Incident> found =
        incidents.stream().filter(incident -> incident.id().startsWith(id)).toList();
    if (found.size() != 1) {
      throw new WrongUse(
          found.isEmpty() ? "There is no incident " + id + "." : id + " begins several ids.",
          "`tocsin incidents --all` shows them with their ids.");
    }
    return found;
  }

  private void print(List<Incident> chosen, List<Delivery> told) throws JsonProcessingException {
    Terminal terminal = session.terminal();
    if (asJson) {
      ObjectMapper json = Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT);
      terminal.line(json.writeValueAsString(words == null ? chosen : chosen.get(0)));
      return;
    }
    if (chosen.isEmpty()) {
      terminal.line(all ? "Nothing was ever wrong." : "Nothing is wrong.");
    }
    if (words != null) {
      new IncidentSheet(terminal, ZoneId.systemDefault())
          .of(chosen.get(0), now, told)
          .forEach(terminal::line);
      return;
    }
    IncidentTable table = new IncidentTable(terminal, ZoneId.systemDefault());
    table.of(chosen, now).forEach(terminal::line);
    if (!chosen.isEmpty() && !follow) {
      terminal.note("`tocsin incidents show ID` tells all of one: evidence, cause, what to do.");
    }
  }
}
