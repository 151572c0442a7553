package io.tocsin.app.controls;

/**
 * What people can ask a running Tocsin for.
 *
 * @param broker where its topics are
 */
public record FrontDesk(
    Silences silences, Acknowledgements acknowledgements, AckKeys keys, Whereabouts broker) {

  /** Where topics are, for clients on the same machine. */
  public record Whereabouts(String bootstrapServers, String topicPrefix) {}
}
