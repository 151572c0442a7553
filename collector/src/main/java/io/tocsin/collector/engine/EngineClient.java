package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The one door to the engine. */
public interface EngineClient extends AutoCloseable {
  /**
   * Asks without waiting. The future ends with the JSON or with an {@link EngineException}, by the
   * call's deadline at the latest.
   */
  CompletableFuture<JsonNode> ask(EngineCall call);

  /**
   * Asks and waits.
   *
   * @throws EngineException if there is no good answer
   */
  JsonNode get(EngineCall call);

  /**
   * Asks for an answer of one JSON document a line, and waits for its end.
   *
   * @throws EngineException if there is no good answer
   */
  List<JsonNode> getLines(EngineCall call);

  /**
   * Opens a stream; the caller's thread reads it and the caller closes it.
   *
   * @throws EngineException if it cannot be had, or too many are open
   */
  EngineStream open(EngineCall call);

  @Override
  void close();
}
