package io.tocsin.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.app.config.ConfigurationErrors;
import io.tocsin.app.problem.Failure;
import io.tocsin.app.terminal.Paragraph;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The whole command line. */
public final class Commands {
  private static final int WIDEST_HELP = 100;

  private Commands() {}

  /** Runs a command line to its end and says how it ended: 0, 1, 2 or 3. */
  public static int run(String[] arguments, Terminal terminal, Stop stop) {
    try {
      String asked = arguments.length == 0 ? "" : arguments[0];
      return line(new Session(terminal, stop), asked).execute(arguments);
    } finally {
      stop.finish();
    }
  }

  /** The whole of it. */
  static CommandLine line(Session session) {
    return line(session, "");
  }

  /** With the command that is asked for, which alone is needed then: to make all takes its time. */
  private static CommandLine line(Session session, String asked) {
    Terminal terminal = session.terminal();
    CommandLine line = new CommandLine(new RootCommand());
    Map<String, Function<Session, Object>> commands = commands();
    if (commands.containsKey(asked)) {
      commands.keySet().retainAll(Set.of(asked));
    } else {
      CommandLine help = new CommandLine(new CommandLine.HelpCommand());
      help.getCommandSpec().usageMessage().hidden(true);
      line.addSubcommand("help", help);
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.apply(session)));
    line.getSubcommands().forEach(Relevance::apply);
    Ansi ansi = terminal.isColoured() ? Ansi.ON : Ansi.OFF;
    ColorScheme colours = CommandLine.Help.defaultColorScheme(ansi);
    return line.setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setColorScheme(colours)
        .setUsageHelpWidth(Math.min(WIDEST_HELP, terminal.width()))
        .setUsageHelpLongOptionsMaxWidth(34)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, terminal));
  }

  private static Map<String, Function<Session, Object>> commands() {
    Map<String, Function<Session, Object>> commands = new LinkedHashMap<>();
    commands.put("up", UpCommand::new);
    commands.put("collect", CollectCommand::new);
    commands.put("detect", DetectCommand::new);
    commands.put("notify", NotifyCommand::line);
    commands.put("incidents", IncidentsCommand::new);
    commands.put("ack", AckCommand::new);
    commands.put("deliveries", DeliveriesCommand::line);
    commands.put("silence", SilenceCommand::line);
    commands.put("replay", ReplayCommand::new);
    commands.put("record", RecordCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("rules", RulesCommand::line);
    commands.put("import", ImportCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("demo", DemoCommand::new);
    return commands;
  }

  private static int failed(Exception thrown, Terminal terminal) throws Exception {
    String error = terminal.paint(Colour.RED, "tocsin: ");
    if (thrown instanceof ConfigurationErrors errors) {
      int count = errors.problems().size();
      terminal.note(error + (count == 1 ? "one error" : count + " errors") + " in what was given:");
      errors.problems().forEach(problem -> note(terminal, problem.toString()));
      return 2;
    }
    if (thrown instanceof Failure failure) {
      String message = String.valueOf(failure.getMessage());
      new Paragraph(terminal.width()).of(error, message).forEach(terminal::note);
      failure.mend().lines().forEach(mend -> note(terminal, mend));
      return failure.exitCode();
    }
    throw thrown;
  }

  private static void note(Terminal terminal, String text) {
    new Paragraph(terminal.width()).of("  ", text).forEach(terminal::note);
  }
}
