package io.tocsin.streams.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ledger is stored. Values that many containers share, such as the names in an environment,
 * are written once.
 */
public final class LedgerState {
  private static final int VERSION = 1;

  private LedgerState() {}

  /** A whole ledger; {@code texts} are what the faces are made of. */
  public record State(int version, List<String> texts, List<Place> slots) {}

  /** A {@link Slot}. */
  public record Place(String stack, String service, String name, List<Stay> lives) {}

  /** A {@link Life}. */
  public record Stay(
      String id, String name, Instant createdAt, @Nullable Instant removedAt, List<Look> looks) {}

  /** A {@link Life.Version}; the values are positions in the texts, by the facet's name. */
  public record Look(Instant at, Map<String, Integer> values) {}

  static State write(Collection<Slot> slots) {
    Map<String, Integer> texts = new LinkedHashMap<>();
    List<Place> places = new ArrayList<>();
    for (Slot slot : slots) {
      List<Stay> stays = slot.lives().stream().map(life -> write(life, texts)).toList();
      places.add(new Place(slot.stack(), slot.service(), slot.name(), stays));
    }
    return new State(VERSION, List.copyOf(texts.keySet()), places);
  }

  private static Stay write(Life life, Map<String, Integer> texts) {
    List<Look> looks = new ArrayList<>();
    for (Life.Version version : life.versions()) {
      Map<String, Integer> values = new LinkedHashMap<>();
      version
          .face()
          .values()
          .forEach(
              (facet, value) ->
                  values.put(facet.name(), texts.computeIfAbsent(value, v -> texts.size())));
      looks.add(new Look(version.at(), values));
    }
    return new Stay(life.id(), life.name(), life.createdAt(), life.removedAt(), looks);
  }

  /** The slots; none from a state that is not there or of another version. */
  static List<Slot> read(@Nullable State kept) {
    if (kept == null || kept.version() != VERSION) {
      return List.of();
    }
    return kept.slots().stream().map(place -> read(place, kept.texts())).toList();
  }

  private static Slot read(Place place, List<String> texts) {
    Slot slot = new Slot(place.stack(), place.service(), place.name());
    for (Stay stay : place.lives()) {
      Life life = new Life(stay.id(), stay.name(), stay.createdAt());
      life.remove(stay.removedAt());
      stay.looks().forEach(look -> life.versions().add(read(look, texts)));
      slot.lives().add(life);
    }
    return slot;
  }

  private static Life.Version read(Look look, List<String> texts) {
    Map<Facet, String> values = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      Integer text = look.values().get(facet.name());
      if (text != null) {
        values.put(facet, texts.get(text));
      }
    }
    return new Life.Version(look.at(), new Face(values));
  }
}
