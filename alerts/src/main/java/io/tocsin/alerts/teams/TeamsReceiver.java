package io.tocsin.alerts.teams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Answer;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Form;
import io.tocsin.alerts.template.JsonText;
import io.tocsin.alerts.template.Layout;
import io.tocsin.alerts.template.Markup;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.alerts.template.Templated;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Teams workflow "When a Teams webhook request is received". Its address is the secret. The
 * card's text stands in text runs, in which Teams reads no Markdown.
 */
public final class TeamsReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "teams",
          "Microsoft Teams",
          List.of(
              Field.url("url", "address of the workflow's trigger")
                  .secret()
                  .required()
                  .butNot(
                      url -> hostEnds(url, "office.com") || hostEnds(url, "office365.com"),
                      "It is an address of the connectors that Microsoft has turned off; make a"
                          + " workflow in the channel and give the address that it shows")
                  .butNot(
                      url -> hostEnds(url, "teams.microsoft.com"),
                      "It is a link to a channel; make a workflow in it and give the address that"
                          + " it shows")),
          TemplateText.shipped(TeamsReceiver.class, "teams.mustache"),
          TeamsReceiver::new);

  /** "4 requests per second" to a channel; a workflow is not as fast. */
  private static final Duration PACE = Duration.ofSeconds(1);

  /** 28 KB is the end; 20 leaves room for what Teams adds. */
  private static final int BYTES = 20_000;

  private static final int TITLE_LIMIT = 250;

  private final URI url;

  TeamsReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    this.url = given.url("url");
  }

  private static boolean hostEnds(URI url, String end) {
    return url.getHost().toLowerCase(Locale.ROOT).endsWith(end);
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new Inert(), TeamsReceiver::fits, TITLE_LIMIT), given.template());
  }

  private static boolean fits(ObjectNode card) {
    return JsonText.bytes(inMessage(card)) <= BYTES;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    String body = JsonText.write(inMessage(lay(incident)));
    return new HttpMessage(url, Map.of(), body, TeamsReceiver::judge);
  }

  private static ObjectNode inMessage(ObjectNode card) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl").set("content", card);
    return message;
  }

  /** The old connectors answer 200 and say in words that Teams itself was asked too often. */
  static Reply judge(Answer answer) {
    if (!answer.isSuccess()) {
      return answer.byStatus();
    }
    String said = answer.body();
    boolean isTooMany = said.contains("429") && said.contains("Microsoft Teams endpoint");
    return isTooMany
        ? new Reply.Failed(answer.reason(), Duration.ofSeconds(5))
        : new Reply.Accepted();
  }

  /** For cards that people write with text blocks, in which Teams reads some Markdown. */
  private static final class Inert implements Markup {
    @Override
    public String tame(String text) {
      return Defang.maskedLinks(Defang.links(text));
    }
  }
}
