package io.tocsin.collector.census;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineFacts.Amount;
import io.tocsin.telemetry.EngineFacts.Storage;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Reads the answer to {@code /system/df}; tolerant of what other engines leave out. */
final class StorageReader {
  private StorageReader() {}

  static Storage read(JsonNode json) {
    return new Storage(
        sum(json.path("BuildCache"), StorageReader::isUnusedCache, each -> size(each, "Size")),
        sum(json.path("Containers"), StorageReader::hasEnded, each -> size(each, "SizeRw")),
        sum(json.path("Images"), StorageReader::isDangling, StorageReader::ownSize),
        sum(
            json.path("Volumes"),
            StorageReader::isOrphan,
            each -> size(each.path("UsageData"), "Size")));
  }

  private static Amount sum(
      JsonNode list, Predicate<JsonNode> counts, ToLongFunction<JsonNode> size) {
    int count = 0;
    long bytes = 0;
    for (JsonNode each : list) {
      if (counts.test(each)) {
        count++;
        bytes += size.applyAsLong(each);
      }
    }
    return new Amount(count, new Bytes(bytes));
  }

  private static boolean isUnusedCache(JsonNode cache) {
    return !cache.path("InUse").asBoolean() && !cache.path("Shared").asBoolean();
  }

  private static boolean hasEnded(JsonNode container) {
    String state = container.path("State").asText();
    return state.equals("exited") || state.equals("dead");
  }

  private static boolean isDangling(JsonNode image) {
    JsonNode tags = image.path("RepoTags");
    boolean named = !tags.isEmpty() && !tags.get(0).asText().startsWith("<none>");
    return !named && image.path("Containers").asInt() == 0;
  }

  /** What no other image shares; -1 stands for "not counted". */
  private static long ownSize(JsonNode image) {
    return Math.max(0, size(image, "Size") - size(image, "SharedSize"));
  }

  private static boolean isOrphan(JsonNode volume) {
    return volume.at("/UsageData/RefCount").asInt(-1) == 0;
  }

  private static long size(JsonNode each, String field) {
    return Math.max(0, each.path(field).asLong());
  }
}
