package io.tocsin.streams.templates;

import io.tocsin.telemetry.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of one service's messages while they come, in bounded memory. It follows
 * Drain (He, Zhu, Zheng, Lyu, ICWS 2017) in keeping messages apart by their length and in comparing
 * word by word, and differs from it in this:
 *
 * <ul>
 *   <li>A message whose masked form is known is that template's, without any comparison: what is
 *       mostly variables finds itself again, and repeating a log adds nothing.
 *   <li>Signs are tokens that must be equal, so that {@code name ()} and {@code name (host)}
 *       differ.
 *   <li>Words become variables when several have been seen in the same place and all else was
 *       equal, not because most other words were ({@link Difference}).
 *   <li>Templates that a more general one covers become part of it.
 *   <li>The least used go when there are too many.
 * </ul>
 */
public final class TemplateMiner {
  /** Of the state; another version is forgotten, not misread. */
  public static final int VERSION = 1;

  private static final int MOST = 300;

  /** Room for an eighth is made at once. */
  private static final int MOST_LEFT = MOST - MOST / 8;

  /** Forms of which it is known whose they are, beside the templates themselves. */
  private static final int MOST_FORMS = 4 * MOST;

  /** Below, a pattern says too little to cover other words. */
  private static final int LEAST_WEIGHT = 2;

  private final Scanner scanner = new Scanner();
  private final Map<String, List<Known>> shapes = new LinkedHashMap<>();
  private final Map<Long, Known> forms = new HashMap<>();
  private final Map<String, String> successors = new Successors();
  private int size;
  private long clock;
  private long changes;

  /** Forgets what became of the oldest. */
  private static final class Successors extends LinkedHashMap<String, String> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > MOST_FORMS;
    }
  }

  /** What is kept of a template. */
  public record Entry(String id, String pattern, int uses, long lastUse) {}

  /** What is kept: the templates in the order in which they were first met. */
  public record State(long clock, List<Entry> templates) {
    public State {
      templates = List.copyOf(templates);
    }
  }

  /**
   * Goes on where another miner stood.
   *
   * @param kept its state; null to begin anew
   */
  public TemplateMiner(@Nullable State kept) {
    if (kept != null) {
      clock = kept.clock();
      kept.templates().forEach(entry -> hold(new Known(entry)));
    }
  }

  /** The template of a message. */
  public Template mine(String message) {
    Tokens tokens = scanner.scan(message);
    long hash = tokens.hash();
    Known known = forms.get(hash);
    if (known == null) {
      known = resolve(new Pattern(tokens.words()));
      remember(hash, known);
    }
    known.use(++clock);
    changes += Long.bitCount(clock) == 1 ? 1 : 0;
    return known.template();
  }

  /**
   * Changes whenever templates come, go or become others; for their uses, which only say who goes
   * first, now and then.
   */
  public long changes() {
    return changes;
  }

  /**
   * The template that one has become a part of, as far as this miner remembers; else the id itself.
   */
  public String latest(String id) {
    String latest = id;
    String successor = successors.get(id);
    while (successor != null) {
      latest = successor;
      successor = successors.get(latest);
    }
    return latest;
  }

  /** How many templates there are. */
  public int size() {
    return size;
  }

  public State state() {
    List<Entry> entries = new ArrayList<>();
    shapes.values().forEach(alike -> alike.forEach(known -> entries.add(known.entry())));
    return new State(clock, entries);
  }

  private void remember(long hash, Known known) {
    if (forms.size() >= MOST_FORMS) {
      forms.clear();
    }
    forms.put(hash, known);
  }

  private Known resolve(Pattern form) {
    List<Known> alike = shapes.getOrDefault(form.shape(), List.of());
    Known best = null;
    for (Known known : alike) {
      boolean fits = covers(known.pattern(), form);
      if (fits && (best == null || known.pattern().variables() < best.pattern().variables())) {
        best = known;
      }
    }
    return best == null ? learn(form, alike) : best;
  }

  private static boolean covers(Pattern known, Pattern form) {
    return known.covers(form) && (known.weight() >= LEAST_WEIGHT || form.covers(known));
  }

  private Known learn(Pattern form, List<Known> alike) {
    changes++;
    forms.clear();
    Known merged = merge(form, alike);
    if (merged != null) {
      return merged;
    }
    if (size >= MOST) {
      forget();
    }
    Known known = new Known(Digest.of(form.stored()), form);
    hold(known);
    return known;
  }

  private void hold(Known known) {
    shapes.computeIfAbsent(known.pattern().shape(), shape -> new ArrayList<>()).add(known);
    size++;
  }

  /** Makes one of all that differ from this form in the same places, if those are variables. */
  private @Nullable Known merge(Pattern form, List<Known> alike) {
    Map<Difference, List<Known>> groups = new LinkedHashMap<>();
    for (Known known : alike) {
      Difference difference = Difference.of(known.pattern(), form);
      if (difference != null) {
        groups.computeIfAbsent(difference, places -> new ArrayList<>()).add(known);
      }
    }
    return groups.entrySet().stream()
        .sorted(Comparator.comparingInt(group -> group.getKey().size()))
        .filter(group -> group.getKey().isVariable(form, patterns(group.getValue())))
        .findFirst()
        .map(group -> generalise(group.getValue(), form))
        .orElse(null);
  }

  private static List<Pattern> patterns(List<Known> group) {
    return group.stream().map(Known::pattern).toList();
  }

  private Known generalise(List<Known> group, Pattern form) {
    Known oldest = group.get(0);
    Pattern general = oldest.pattern().generalised(form);
    for (Known known : group) {
      general = general.generalised(known.pattern());
    }
    oldest.generalise(general);
    List<Known> alike = shapes.getOrDefault(general.shape(), group);
    for (Known known : List.copyOf(alike)) {
      if (known != oldest && general.covers(known.pattern())) {
        oldest.absorb(known);
        successors.put(known.id(), oldest.id());
        alike.remove(known);
        size--;
      }
    }
    return oldest;
  }

  /** Lets the least used go; what was used long ago counts for less each time. */
  private void forget() {
    List<Known> all = new ArrayList<>();
    shapes.values().forEach(all::addAll);
    all.sort(Comparator.comparingInt(Known::uses).thenComparingLong(Known::lastUse));
    List<Known> least = all.subList(0, all.size() - MOST_LEFT);
    shapes.values().forEach(alike -> alike.removeAll(least));
    shapes.values().removeIf(List::isEmpty);
    size = MOST_LEFT;
    all.forEach(Known::age);
  }
}
