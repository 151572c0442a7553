package io.tocsin.collector.inventory;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which containers are watched: those that an include names (all, if there is none) and no exclude,
 * unless their label {@code tocsin.ignore=true} says no. Containers with a label {@code
 * tocsin.scope} are somebody's own business: only an include that names the label with its value
 * takes them.
 */
public record Selection(Globs include, Globs exclude) {
  /** Every container. */
  public static final Selection ALL = new Selection(Globs.NONE, Globs.NONE);

  /** Whether a container of this name, image and labels is watched. */
  public boolean watches(String name, String image, Labels labels) {
    if (labels.isIgnored() || exclude.match(name, image, labels) || isOfOthers(labels)) {
      return false;
    }
    return include.isEmpty() || include.match(name, image, labels);
  }

  private boolean isOfOthers(Labels labels) {
    String scope = labels.scope();
    return !scope.isEmpty() && !include.labels().contains(Labels.SCOPE + "=" + scope);
  }

  /**
   * Patterns with {@code *} and {@code ?}; one that matches is enough.
   *
   * @param names of containers' names
   * @param images of images as asked for
   * @param labels {@code key} or {@code key=value}
   */
  public record Globs(List<String> names, List<String> images, List<String> labels) {
    public static final Globs NONE = new Globs(List.of(), List.of(), List.of());

    public Globs {
      names = List.copyOf(names);
      images = List.copyOf(images);
      labels = List.copyOf(labels);
    }

    boolean isEmpty() {
      return names.isEmpty() && images.isEmpty() && labels.isEmpty();
    }

    boolean match(String name, String image, Labels its) {
      return names.stream().anyMatch(glob -> matches(glob, name))
          || images.stream().anyMatch(glob -> matches(glob, image))
          || labels.stream().anyMatch(glob -> matchesLabel(glob, its));
    }

    private static boolean matchesLabel(String glob, Labels its) {
      return its.values().entrySet().stream()
          .anyMatch(
              label ->
                  matches(
                      glob,
                      glob.contains("=")
                          ? label.getKey() + "=" + label.getValue()
                          : label.getKey()));
    }

    private static boolean matches(String glob, String text) {
      String pattern =
          glob.codePoints()
              .mapToObj(
                  c ->
                      switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(Character.toString(c));
                      })
              .collect(Collectors.joining());
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
    }
  }
}
