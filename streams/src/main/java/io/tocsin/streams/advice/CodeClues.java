package io.tocsin.streams.advice;

import io.tocsin.streams.advice.Clues.Clue;
import io.tocsin.streams.advice.Clues.Context;
import io.tocsin.streams.change.Makeup;
import java.util.List;
import java.util.regex.Matcher;

/** Of programs that lack a part of themselves. */
final class CodeClues {
  private static final String VARIABLE = "[\"'`]?([A-Z][A-Z0-9_]{2,})[\"'`]?";

  static final List<Clue> ALL =
      List.of(
          Clue.of("ModuleNotFoundError: No module named '([\\w.]+)'", CodeClues::pythonModule),
          Clue.of(
              "ImportError: cannot import name '(\\w+)' from '([\\w.]+)'",
              (line, context) ->
                  "%s has no %s%s: mend the import, or pin the version of %s that has it"
                      .formatted(line.group(2), line.group(1), context.askedIn(), line.group(2))),
          Clue.of("Cannot find module '([^']+)'", CodeClues::nodeModule),
          Clue.of(
              "(?:NoClassDefFoundError|ClassNotFoundException): ([\\w.$/]+)",
              (line, context) ->
                  "The class %s is not on the class path of %s: a dependency was left out of the build"
                      .formatted(line.group(1).replace('/', '.'), context.image())),
          Clue.of(
              "error while loading shared libraries: ([^:\\s]+):",
              (line, context) ->
                  "%s lacks the library %s: install it in the image, or build for its base image"
                      .formatted(context.image(), line.group(1))),
          Clue.of(
              "(?:SyntaxError|IndentationError|TabError): ",
              (line, context) ->
                  context.source().isEmpty()
                      ? ""
                      : "The source cannot be parsed: mend %s".formatted(context.source())),
          Clue.of(
              "(?:^|[/ ])(?:ba|da|a)?sh: (?:(?:line )?\\d+: )?([^\\s:]+): (?:command )?not found",
              (line, context) ->
                  "%s has no command %s: install it in the image, or mend the script that calls it"
                      .formatted(context.image(), line.group(1))),
          Clue.of(
              "(?i)exec format error",
              (line, context) ->
                  "%s is built for another processor, or its script has no first line #!. Compare: docker image inspect -f '{{.Os}}/{{.Architecture}}' %s"
                      .formatted(context.image(), context.image())),
          Clue.of(
              "KeyError: '([A-Z][A-Z0-9_]{2,})'"
                  + "|(?i:environment variables?) "
                  + VARIABLE
                  + "|"
                  + VARIABLE
                  + " (?i:is not set|must be set|is required|is missing|not defined|unset)"
                  + "|(?i:missing (?:required )?(?:env|environment)(?: variable)?:?) "
                  + VARIABLE,
              CodeClues::variable),
          Clue.of(
              "FileNotFoundError: .*No such file or directory: '([^']+)'"
                  + "|(?:open|stat|read) (/[^\\s:]+): no such file or directory"
                  + "|ENOENT: no such file or directory, \\w+ '([^']+)'"
                  + "|can't open (?:file )?'?(/[^\\s:']+)'?: (?:\\[Errno 2\\] )?No such file",
              (line, context) ->
                  "There is no %s in the container: is a mount or a COPY missing? docker inspect -f '{{json .Mounts}}' %s"
                      .formatted(Clues.group(line), context.place().container())));

  private CodeClues() {}

  private static String pythonModule(Matcher line, Context context) {
    return "%s has no Python module %s%s: add it to the requirements and build anew, or mend the import if it was moved"
        .formatted(context.image(), line.group(1), context.askedIn());
  }

  private static String nodeModule(Matcher line, Context context) {
    String module = line.group(1);
    return module.startsWith(".") || module.startsWith("/")
        ? "There is no file %s in %s: mend the path, or the build that should make it"
            .formatted(module, context.image())
        : "%s has no Node module %s: add it to package.json and build anew"
            .formatted(context.image(), module);
  }

  private static String variable(Matcher line, Context context) {
    String name = Clues.group(line);
    boolean isThere = context.place().makeup().flatMap(m -> m.hasVariable(name)).orElse(false);
    if (isThere) {
      return "";
    }
    String where =
        context.place().isOfCompose()
            ? "write it below environment: of %s in %s, then: %s"
                .formatted(context.service(), context.place().file(), context.place().up())
            : "run it with -e " + name + "=…";
    boolean isKnown = context.place().makeup().flatMap(m -> m.hasVariable(name)).isPresent();
    return "It asks for the environment variable %s%s; %s"
        .formatted(name, isKnown ? ", which the container does not have" : "", where);
  }

  /** What the program is, for a command that is not there. */
  static String command(Place place) {
    return place.makeup().map(Makeup::command).filter(c -> !c.isEmpty()).orElse("its command");
  }
}
