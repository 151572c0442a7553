package io.tocsin.alerts.discord;

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

/** A Discord webhook. Its address is the secret. */
public final class DiscordReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "discord",
          "Discord",
          List.of(
              Field.url("url", "address of the channel's webhook")
                  .secret()
                  .required()
                  .butNot(
                      DiscordReceiver::isNoHook,
                      "It is an address of Discord, but of no webhook; those begin with"
                          + " https://discord.com/api/webhooks/")),
          TemplateText.shipped(DiscordReceiver.class, "discord.mustache"),
          DiscordReceiver::new);

  /** "30 requests per minute" to a webhook; the headers of each answer tell more. */
  private static final Duration PACE = Duration.ofMillis(500);

  private static final int TITLE_LIMIT = 256;

  private final URI url;

  DiscordReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    this.url = waiting(given.url("url"));
  }

  /** A server's page, a channel's, or an invitation. */
  private static boolean isNoHook(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT).matches("(.*\\.)?discord(app)?\\.com")
        && !String.valueOf(url.getPath()).matches("/api/(v\\d+/)?webhooks/.+");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new DiscordMarkup(), Embeds::fits, TITLE_LIMIT),
        given.template());
  }

  /** With {@code wait=true} Discord answers when it has the message, or says why it has not. */
  private static URI waiting(URI url) {
    String text = url.toString();
    return URI.create(text + (url.getRawQuery() == null ? "?" : "&") + "wait=true");
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    ObjectNode message = lay(incident);
    message.putObject("allowed_mentions").putArray("parse");
    return new HttpMessage(url, Map.of(), JsonText.write(message), DiscordReceiver::judge);
  }

  /** The wait stands in the body, in seconds with a fraction; a used-up bucket in the headers. */
  static Reply judge(Answer answer) {
    if (answer.isSuccess() && answer.header("X-RateLimit-Remaining").orElse("").equals("0")) {
      return new Reply.Accepted(
          answer.header("X-RateLimit-Reset-After").map(DiscordReceiver::seconds).orElse(PACE));
    }
    return answer.byStatus(Answer.seconds(answer.json().path("retry_after").asDouble()));
  }

  private static Duration seconds(String text) {
    try {
      return Answer.seconds(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return PACE;
    }
  }
}
