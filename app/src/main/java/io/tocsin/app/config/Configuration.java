package io.tocsin.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings with the origin of each value.
 *
 * @param settings what holds
 * @param entries every key with what it is and where that comes from; secrets are left out
 */
public record Configuration(Settings settings, List<Entry> entries) {
  /** A key as people see it. */
  public record Entry(String path, String value, Origin origin) {}

  /** The files that the rules are read from, as far as they are named. */
  public static List<Path> files(Sources sources) {
    List<Path> files = new ArrayList<>();
    sources.file().ifPresent(files::add);
    new Lookup(sources, new ArrayList<>()).value(Keys.RULES_FILE).ifPresent(files::add);
    return files;
  }

  /**
   * Reads everything, or says everything that is wrong.
   *
   * @throws ConfigurationErrors with all errors at once
   */
  public static Configuration read(Sources sources) {
    List<Problem> problems = new ArrayList<>();
    Lookup lookup = new Lookup(sources, problems);
    UnknownKeys.find(lookup);
    Settings settings = new SettingsReader(lookup).read();
    if (!problems.isEmpty()) {
      throw new ConfigurationErrors(problems);
    }
    return new Configuration(settings, List.copyOf(lookup.report().values()));
  }
}
