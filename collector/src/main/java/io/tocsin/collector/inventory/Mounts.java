package io.tocsin.collector.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;

/** What is mounted where in a container, in words that stay the same over its successors. */
final class Mounts {
  private static final int LENGTH_OF_AN_ID = 64;

  private Mounts() {}

  /**
   * @param json the inspection of a container
   */
  static List<String> read(JsonNode json) {
    TreeSet<String> mounts = new TreeSet<>();
    for (JsonNode mount : json.path("Mounts")) {
      mounts.add(
          "%s %s:%s%s"
              .formatted(
                  mount.path("Type").asText("bind"),
                  source(mount),
                  mount.path("Destination").asText(),
                  mount.path("RW").asBoolean(true) ? "" : ":ro"));
    }
    json.at("/HostConfig/Tmpfs").fieldNames().forEachRemaining(at -> mounts.add("tmpfs " + at));
    return List.copyOf(mounts);
  }

  /** A volume without a name of its own gets a random one with each container. */
  private static String source(JsonNode mount) {
    String name = mount.path("Name").asText("");
    if (name.isEmpty()) {
      return mount.path("Source").asText("");
    }
    boolean isRandom =
        name.length() == LENGTH_OF_AN_ID && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return isRandom ? "" : name;
  }
}
