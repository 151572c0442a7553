package io.tocsin.alerts.mattermost;

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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An incoming webhook of Mattermost or Rocket.Chat. Its address is the secret. */
public final class MattermostReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "mattermost",
          "Mattermost",
          List.of(
              Field.url("url", "address of the incoming webhook").secret().required(),
              Field.matching(
                  "channel",
                  Pattern.compile("[@#]?[\\w.-]{1,100}"),
                  "a channel other than the webhook's own")),
          TemplateText.shipped(MattermostReceiver.class, "mattermost.mustache"),
          MattermostReceiver::new);

  private static final Duration PACE = Duration.ofMillis(500);
  private static final int CHARACTERS = 16_383;
  private static final int TITLE_LIMIT = 300;

  private final URI url;
  private final Optional<String> channel;

  MattermostReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    this.url = given.url("url");
    this.channel = given.text("channel");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new ChatMarkdown(), MattermostReceiver::fits, TITLE_LIMIT),
        given.template());
  }

  /** The whole message counts, attachments and all. */
  private static boolean fits(ObjectNode message) {
    return JsonText.write(message).length() <= CHARACTERS - 200;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    ObjectNode message = lay(incident);
    channel.ifPresent(name -> message.put("channel", name));
    return new HttpMessage(url, Map.of(), JsonText.write(message), MattermostReceiver::judge);
  }

  /** Rocket.Chat says {@code success: false} with 200. */
  static Reply judge(Answer answer) {
    boolean isNo = answer.json().has("success") && !answer.json().path("success").asBoolean();
    return answer.isSuccess() && isNo ? new Reply.Refused(answer.reason()) : answer.byStatus();
  }
}
