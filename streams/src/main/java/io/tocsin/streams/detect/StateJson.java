package io.tocsin.streams.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.telemetry.Wire;

/**
 * How states are written: as the wire format, but with maps in their own order. Bounded maps forget
 * by it, and a detector that came back must forget alike.
 */
public final class StateJson {
  private StateJson() {}

  public static ObjectMapper mapper() {
    return Wire.mapper().disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }
}
