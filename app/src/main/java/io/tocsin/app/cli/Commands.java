package io.tocsin.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.app.config.ConfigurationErrors;
import io.tocsin.app.problem.Failure;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The whole command line. */
public final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  /** Runs a command line to its end and says how it ended: 0, 1, 2 or 3. */
  public static int run(String[] arguments, Terminal terminal, Stop stop) {
    try {
      return line(new Session(terminal, stop)).execute(arguments);
    } finally {
      stop.finish();
    }
  }

  static CommandLine line(Session session) {
    Terminal terminal = session.terminal();
    CommandLine line = new CommandLine(new RootCommand());
    line.addSubcommand(new UpCommand(session));
    line.addSubcommand(new CollectCommand(session));
    line.addSubcommand(new DetectCommand(session));
    line.addSubcommand(NotifyCommand.line(session));
    line.addSubcommand(new IncidentsCommand(session));
    line.addSubcommand(new AckCommand(session));
    line.addSubcommand(DeliveriesCommand.line(session));
    line.addSubcommand(SilenceCommand.line(session));
    line.addSubcommand(new ReplayCommand(session));
    line.addSubcommand(new RecordCommand(session));
    line.addSubcommand(new VerifyCommand(session));
    line.addSubcommand(RulesCommand.line(session));
    line.addSubcommand(new ImportCommand(session));
    line.addSubcommand(new DoctorCommand(session));
    line.addSubcommand(new DemoCommand(session));
    Ansi ansi = terminal.isColoured() ? Ansi.ON : Ansi.OFF;
    ColorScheme colours = CommandLine.Help.defaultColorScheme(ansi);
    return line.setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setColorScheme(colours)
        .setUsageHelpWidth(WIDTH)
        .setUsageHelpLongOptionsMaxWidth(34)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, terminal));
  }

  private static int failed(Exception thrown, Terminal terminal) throws Exception {
    String error = terminal.paint(Colour.RED, "tocsin: ");
    if (thrown instanceof ConfigurationErrors errors) {
      int count = errors.problems().size();
      terminal.note(error + (count == 1 ? "one error" : count + " errors") + " in what was given:");
      errors.problems().forEach(problem -> terminal.note("  " + problem));
      return 2;
    }
    if (thrown instanceof Failure failure) {
      terminal.note(error + failure.getMessage());
      if (!failure.mend().isEmpty()) {
        terminal.note("  " + failure.mend());
      }
      return failure.exitCode();
    }
    throw thrown;
  }
}
