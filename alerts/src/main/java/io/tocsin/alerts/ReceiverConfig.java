package io.tocsin.alerts;

import io.tocsin.alerts.receiver.Address;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.slack.SlackReceiver;
import io.tocsin.alerts.webhook.Signature;
import io.tocsin.alerts.webhook.WebhookReceiver;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is told. A new kind of receiver is registered here by one more record. {@code toString} shows
 * no secrets.
 */
public sealed interface ReceiverConfig {
  /** Stable, unique, and without secrets: for logs, metrics and the ledger. */
  default String name() {
    return receiver().name();
  }

  /** What is wrong with it, with the mend and without secrets; empty if nothing is. */
  List<String> problems();

  /**
   * The receiver.
   *
   * @throws IllegalArgumentException if there are {@link #problems()}
   */
  Receiver receiver();

  /**
   * The generic webhook.
   *
   * @param secrets {@code whsec_…} each; several while one gives way to the next; none to post
   *     unsigned
   */
  record Webhook(URI url, List<String> secrets) implements ReceiverConfig {
    public Webhook {
      secrets = List.copyOf(secrets);
    }

    @Override
    public List<String> problems() {
      return Stream.concat(
              Address.problem(url).stream(),
              secrets.stream().map(Signature::problem).flatMap(Optional::stream))
          .toList();
    }

    @Override
    public Receiver receiver() {
      return new WebhookReceiver(url, secrets);
    }

    @Override
    public String toString() {
      return "Webhook[" + url.getHost() + (secrets.isEmpty() ? ", unsigned]" : ", signed]");
    }
  }

  /** A Slack incoming webhook; its address is a secret. */
  record Slack(URI url) implements ReceiverConfig {
    @Override
    public List<String> problems() {
      return Address.problem(url).stream().toList();
    }

    @Override
    public Receiver receiver() {
      return new SlackReceiver(url);
    }

    @Override
    public String toString() {
      return "Slack[" + url.getHost() + "]";
    }
  }
}
