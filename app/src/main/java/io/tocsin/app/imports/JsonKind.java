package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;

/** A kind of JSON object that can be told by its fields. */
interface JsonKind {
  /** Whether this is one. */
  boolean fits(JsonNode item);

  /**
   * Reads it.
   *
   * @param around what it was found in
   */
  Outcome read(JsonNode item, Place around);

  /**
   * Where an object was found.
   *
   * @param source the file
   * @param envelope the object whose array it was in; missing for none
   */
  record Place(Source source, JsonNode envelope) {}
}
