package io.tocsin.app.rules;

import io.tocsin.streams.rules.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where rules come from, and who is told of their changes.
 *
 * @param read reads them; throws ConfigurationErrors with all that is wrong
 * @param files the files that they are read from; none to never look again
 * @param changed told in one sentence of each change
 * @param refused told in one sentence that a change is not taken, and why
 */
public record RuleSource(
    Supplier<RuleBook> read, List<Path> files, Consumer<String> changed, Consumer<String> refused) {
  public RuleSource {
    files = List.copyOf(files);
  }

  /** Rules that never change. */
  public static RuleSource fixed(RuleBook rules) {
    return new RuleSource(() -> rules, List.of(), text -> {}, text -> {});
  }
}
