package io.tocsin.alerts.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Entries of the ledger that came of one message ({@code tocsin.deliveries}, key = {@link #key()}):
 * written in one record before they are written one by one, so that a death in between loses none.
 *
 * @param receiver whose they are
 */
public record Batch(String receiver, List<Delivery> deliveries) {
  public static final String SCHEMA = "tocsin.deliveries.v1";

  /** What stands in a key for an incident's id. */
  private static final String MARK = "/~batch";

  public Batch {
    deliveries = List.copyOf(deliveries);
  }

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** A receiver has one at a time. */
  public String key() {
    return receiver + MARK;
  }

  /** Whether a key of the ledger is a batch's. */
  public static boolean isKey(String key) {
    return key.endsWith(MARK);
  }
}
