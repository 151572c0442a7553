package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.doctor.Diagnosis;
import io.tocsin.app.doctor.Doctor;
import io.tocsin.app.terminal.Inert;
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
    configuration.entries().stream()
        .filter(entry -> !entry.value().isEmpty())
        .forEach(entry -> terminal.line(row(entry)));
    terminal.line(terminal.paint(Colour.BOLD, "Surroundings"));
    List<Diagnosis> found = new Doctor(configuration.settings()).examine();
    found.forEach(this::print);
    long troubles = found.stream().filter(DoctorCommand::isTrouble).count();
    terminal.line(troubles == 0 ? "All is well." : "Trouble in " + troubles + " places.");
    return troubles == 0 ? 0 : 1;
  }

  private void print(Diagnosis diagnosis) {
    Terminal terminal = session.terminal();
    String mark =
        switch (diagnosis.verdict()) {
          case WELL -> terminal.paint(Colour.GREEN, "ok ");
          case NOTE -> terminal.paint(Colour.GREY, "-  ");
          case TROUBLE -> terminal.paint(Colour.RED, "NO ");
        };
    String text = Inert.text(diagnosis.finding());
    terminal.line(String.format("  %s %-9s %s", mark, diagnosis.subject(), text));
    if (isTrouble(diagnosis)) {
      terminal.line("                → " + diagnosis.mend());
    }
  }

  private static String row(Configuration.Entry entry) {
    return String.format("  %-22s %-34s %s", entry.path(), entry.value(), entry.origin().place());
  }

  private static boolean isTrouble(Diagnosis diagnosis) {
    return diagnosis.verdict() == Diagnosis.Verdict.TROUBLE;
  }
}
