package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.doctor.Diagnosis;
import io.tocsin.app.doctor.Doctor;
import io.tocsin.app.terminal.Paragraph;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says what is missing, and the mend.",
    description = {
      "",
      "Looks for the engine, the broker, the data folder and the receivers, and shows where every"
          + " value of the configuration comes from. Changes nothing and sends nothing."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tocsin doctor",
      "  tocsin doctor --config tocsin.yml --bootstrap-servers kafka:9092",
      "",
      "Exit codes: 0 all is well, 1 there is trouble, 2 wrong use or configuration."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int WIDEST_VALUE = 40;

  private final Session session;

  @Mixin private final CommonOptions options = new CommonOptions();

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Configuration configuration = options.read();
    Terminal terminal = session.terminal();
    terminal.line(terminal.paint(Colour.BOLD, "Configuration"));
    rows(configuration.entries()).forEach(terminal::line);
    terminal.line(terminal.paint(Colour.BOLD, "Surroundings"));
    List<Diagnosis> found = new Doctor(configuration.settings()).examine();
    found.forEach(this::print);
    long troubles = found.stream().filter(DoctorCommand::isTrouble).count();
    String places = troubles == 1 ? "one place" : troubles + " places";
    terminal.line(troubles == 0 ? "All is well." : "Trouble in " + places + ".");
    return troubles == 0 ? 0 : 1;
  }

  private void print(Diagnosis diagnosis) {
    Terminal terminal = session.terminal();
    Paragraph paragraph = new Paragraph(terminal.width());
    String mark =
        switch (diagnosis.verdict()) {
          case WELL -> terminal.paint(Colour.GREEN, "ok ");
          case NOTE -> terminal.paint(Colour.GREY, "-  ");
          case TROUBLE -> terminal.paint(Colour.RED, "NO ");
        };
    String head = String.format("  %s %-9s ", mark, diagnosis.subject());
    paragraph.of(head, diagnosis.finding()).forEach(terminal::line);
    if (isTrouble(diagnosis)) {
      paragraph.of(" ".repeat(16) + "→ ", diagnosis.mend()).forEach(terminal::line);
    }
  }

  /** Each value in its column, as wide as the longest. */
  private static List<String> rows(List<Configuration.Entry> entries) {
    List<Configuration.Entry> given =
        entries.stream().filter(entry -> !entry.value().isEmpty()).toList();
    int paths = given.stream().mapToInt(entry -> entry.path().length()).max().orElse(1);
    int values = given.stream().mapToInt(entry -> entry.value().length()).max().orElse(1);
    String row = "  %%-%ds  %%-%ds  %%s".formatted(paths, Math.min(WIDEST_VALUE, values));
    return given.stream()
        .map(entry -> String.format(row, entry.path(), entry.value(), entry.origin().place()))
        .toList();
  }

  private static boolean isTrouble(Diagnosis diagnosis) {
    return diagnosis.verdict() == Diagnosis.Verdict.TROUBLE;
  }
}
