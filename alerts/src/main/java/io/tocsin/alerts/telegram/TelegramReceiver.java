package io.tocsin.alerts.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.regex.Pattern;

/** A chat of a Telegram bot. The bot's token is the secret, and stands in every address. */
public final class TelegramReceiver extends Templated<String> {
  public static final Kind KIND =
      new Kind(
          "telegram",
          "Telegram",
          List.of(
              Field.matching(
                      "token",
                      Pattern.compile("\\d+:[\\w-]{20,}"),
                      "the bot's token, such as 123456789:AAE… from @BotFather")
                  .secret()
                  .required(),
              Field.matching(
                      "chat",
                      Pattern.compile("-?\\d+|@\\w+"),
                      "the chat's number, such as -1001234567890, or its @name")
                  .required(),
              Field.matching("thread", Pattern.compile("\\d+"), "the number of a topic in it"),
              Field.url("url", "a Bot API server").or("https://api.telegram.org")),
          TemplateText.shipped(TelegramReceiver.class, "telegram.mustache"),
          TelegramReceiver::new);

  private static final Duration PACE = Duration.ofSeconds(1);

  /** 20 messages a minute to one group. */
  private static final Duration PACE_OF_GROUP = Duration.ofSeconds(3);

  private static final int TEXT_LIMIT = 4_096;
  private static final int TITLE_LIMIT = 300;

  private final URI url;
  private final String chat;
  private final int thread;

  TelegramReceiver(Given given) {
    super(
        given.nameOr(KIND.key(), URI.create(given.url("url") + "/" + given.need("chat"))),
        layout(given));
    String server = given.need("url").replaceFirst("/+$", "");
    this.url = URI.create(server + "/bot" + given.need("token") + "/sendMessage");
    this.chat = given.need("chat");
    this.thread = given.text("thread").map(Integer::parseInt).orElse(0);
  }

  private static Layout<String> layout(Given given) {
    return new Layout<>(
        Form.text(
            KIND.shipped(), new TelegramMarkup(), text -> text.length() <= TEXT_LIMIT, TITLE_LIMIT),
        given.template());
  }

  @Override
  public Duration pace() {
    return chat.startsWith("-") || chat.startsWith("@") ? PACE_OF_GROUP : PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("chat_id", chat).put("text", lay(incident).strip()).put("parse_mode", "HTML");
    body.putObject("link_preview_options").put("is_disabled", true);
    body.put("disable_notification", !incident.isOpen());
    if (thread > 0) {
      body.put("message_thread_id", thread);
    }
    return new HttpMessage(url, Map.of(), JsonText.write(body), TelegramReceiver::judge);
  }

  /** {@code ok} decides, whatever the status says; the wait stands in the body. */
  static Reply judge(Answer answer) {
    JsonNode said = answer.json();
    Duration asked = Answer.seconds(said.path("parameters").path("retry_after").asDouble());
    boolean isNo = answer.isSuccess() && said.has("ok") && !said.path("ok").asBoolean();
    if (!isNo) {
      return answer.byStatus(asked);
    }
    int code = said.path("error_code").asInt(400);
    return new Answer(code, answer.headers(), answer.body(), answer.retryAfter()).byStatus(asked);
  }
}
