package io.tocsin.streams.detect;

import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which containers a rule is for. Everything that is asked for must fit; of several patterns for
 * one thing, one must. A pattern is exact, or has {@code *} for any text and {@code ?} for any
 * character; with {@code !} before it, it must not fit.
 *
 * @param host names of hosts
 * @param stack Compose projects; an empty pattern is a container outside any
 * @param service services
 * @param container names of containers
 * @param image images; a pattern without a tag fits every tag
 * @param label the value of each label
 */
public record Where(
    List<String> host,
    List<String> stack,
    List<String> service,
    List<String> container,
    List<String> image,
    Map<String, List<String>> label) {
  /** Everywhere. */
  public static final Where ANY =
      new Where(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  public Where {
    host = List.copyOf(host);
    stack = List.copyOf(stack);
    service = List.copyOf(service);
    container = List.copyOf(container);
    image = List.copyOf(image);
    label = new LinkedHashMap<>(label);
  }

  /**
   * A container as it is known.
   *
   * @param name empty where it is not known, as are the others
   */
  public record Identity(String name, String image, Map<String, String> labels) {
    public static final Identity UNKNOWN = new Identity("", "", Map.of());
  }

  public boolean isAny() {
    return equals(ANY);
  }

  /** Whether more must be known than the subject. */
  public boolean asksForContainers() {
    return !container.isEmpty() || !image.isEmpty() || !label.isEmpty();
  }

  /** Whether host, stack and service fit. */
  public boolean fits(Subject subject) {
    return fits(host, subject.host())
        && fits(stack, subject.stack())
        && fits(service, subject.service());
  }

  /** Whether name, image and labels fit. */
  public boolean fits(Identity identity) {
    return fits(container, identity.name())
        && (fits(image, identity.image()) || fits(image, withoutTag(identity.image())))
        && label.entrySet().stream()
            .allMatch(each -> fits(each.getValue(), identity.labels().get(each.getKey())));
  }

  /** As it would be written in a rules file; without what is not asked for. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "host", host);
    put(tree, "stack", stack);
    put(tree, "service", service);
    put(tree, "container", container);
    put(tree, "image", image);
    if (!label.isEmpty()) {
      Map<String, Object> labels = new LinkedHashMap<>();
      label.forEach((name, patterns) -> put(labels, name, patterns));
      tree.put("label", labels);
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String name, List<String> patterns) {
    if (!patterns.isEmpty()) {
      tree.put(name, patterns.size() == 1 ? patterns.get(0) : new ArrayList<>(patterns));
    }
  }

  private static boolean fits(List<String> patterns, @Nullable String text) {
    boolean isAsked = false;
    boolean isMet = false;
    for (String pattern : patterns) {
      if (pattern.startsWith("!")) {
        if (text != null && glob(pattern.substring(1), text)) {
          return false;
        }
      } else {
        isAsked = true;
        isMet |= text != null && glob(pattern, text);
      }
    }
    return isMet || !isAsked;
  }

  private static String withoutTag(String image) {
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
  }

  /** Goes back to the last star when what follows it does not fit. */
  static boolean glob(String pattern, String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int p = 0;
    while (at < text.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && wanted == '*') {
        star = p++;
        resume = at;
      } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(at))) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
