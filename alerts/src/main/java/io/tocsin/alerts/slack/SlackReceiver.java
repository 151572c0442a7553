package io.tocsin.alerts.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Answer;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Form;
import io.tocsin.alerts.template.JsonText;
import io.tocsin.alerts.template.Layout;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.alerts.template.Templated;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Slack incoming webhook. Its address is the secret. */
public final class SlackReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "slack",
          "Slack",
          List.of(
              Field.url("url", "address of the incoming webhook")
                  .secret()
                  .required()
                  .butNot(
                      SlackReceiver::isNoHook,
                      "It is an address of Slack, but of no incoming webhook; those begin with"
                          + " https://hooks.slack.com/")),
          TemplateText.shipped(SlackReceiver.class, "slack.mustache"),
          SlackReceiver::new);

  /** "Apps may post no more than one message per second per channel" (Slack, Rate limits). */
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final int TITLE_LIMIT = 150;

  private final URI url;

  SlackReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    this.url = given.url("url");
  }

  /** A workspace's page, or a channel's. */
  private static boolean isNoHook(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return (host.equals("slack.com") || host.endsWith(".slack.com")) && !host.startsWith("hooks.");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new SlackMarkup(), BlockKit::fits, TITLE_LIMIT),
        given.template());
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    ObjectNode message = BlockKit.tamed(lay(incident));
    return new HttpMessage(url, Map.of(), JsonText.write(message), SlackReceiver::judge);
  }

  /** A webhook says {@code ok}; Slack-like servers also say an error with 200. */
  static Reply judge(Answer answer) {
    String said = answer.body().strip();
    boolean isWell = said.isEmpty() || said.equals("ok") || answer.json().path("ok").asBoolean();
    if (!answer.isSuccess() || isWell) {
      return answer.byStatus();
    }
    return said.contains("rate_limited") || said.contains("rollup_error")
        ? new Reply.Failed(answer.reason(), answer.retryAfter())
        : new Reply.Refused(answer.reason());
  }
}
