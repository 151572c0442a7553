package io.tocsin.alerts.ntfy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
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
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic of ntfy. Each revision replaces the last on the phone, by {@code X-Sequence-ID} (ntfy
 * 2.16 and newer; older servers show one more notification).
 */
public final class NtfyReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "ntfy",
          "ntfy",
          List.of(
              Field.url("url", "address of the topic, such as https://ntfy.sh/TOPIC")
                  .secret()
                  .required()
                  .checkedBy(NtfyReceiver::problem),
              Field.matching("token", Pattern.compile("\\S+"), "an access token").secret()),
          TemplateText.shipped(NtfyReceiver.class, "ntfy.mustache"),
          NtfyReceiver::new);

  /** 60 at once, and then one each 5 seconds. */
  private static final Duration PACE = Duration.ofMillis(250);

  private static final int MESSAGE_BYTES = 4_096;
  private static final int MOST_ACTIONS = 3;
  private static final int TITLE_LIMIT = 200;
  private static final Pattern SEQUENCE = Pattern.compile("[-_A-Za-z0-9]{1,64}");

  private final URI server;
  private final String topic;
  private final Optional<String> token;

  NtfyReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    String address = given.need("url").strip().replaceFirst("/+$", "");
    int slash = address.lastIndexOf('/');
    this.server = URI.create(address.substring(0, slash) + '/');
    this.topic = address.substring(slash + 1);
    this.token = given.text("token");
  }

  private static Optional<String> problem(String address) {
    return Field.url("url", "")
        .check()
        .apply(address)
        .or(
            () ->
                address.strip().matches("https?://[^/]+(/[^/?#]+)*/[-_A-Za-z0-9]{1,64}/?")
                    ? Optional.empty()
                    : Optional.of("It does not end with a topic; write https://HOST/TOPIC"));
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new Inert(), NtfyReceiver::fits, TITLE_LIMIT), given.template());
  }

  /** A longer message would become an attachment. */
  private static boolean fits(ObjectNode message) {
    return bytes(message, "message") <= MESSAGE_BYTES && bytes(message, "title") <= 1_000;
  }

  private static int bytes(ObjectNode message, String field) {
    return message.path(field).asText().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    ObjectNode message = lay(incident);
    message.put("topic", topic).put("markdown", false);
    while (message.path("actions").size() > MOST_ACTIONS) {
      message.withArray("actions").remove(MOST_ACTIONS);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Sequence-ID", sequence(incident.id()));
    token.ifPresent(text -> headers.put("Authorization", "Bearer " + text));
    return new HttpMessage(server, headers, JsonText.write(message));
  }

  private static String sequence(String id) {
    return SEQUENCE.matcher(id).matches() ? id : Digest.of(id);
  }

  /** Phones make links of addresses, everywhere. */
  private static final class Inert implements Markup {
    @Override
    public String tame(String text) {
      return Defang.links(text);
    }

    @Override
    public String tameCode(String text) {
      return Defang.links(text);
    }
  }
}
