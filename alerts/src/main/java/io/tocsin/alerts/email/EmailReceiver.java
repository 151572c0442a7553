package io.tocsin.alerts.email;

import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Form;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail. The messages of one incident are one thread, and each has an identifier of its own that
 * stays the same over retries. A template lays out the text; its first line is the subject.
 */
public final class EmailReceiver extends Templated<String> {
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+|[^<>@\\r\\n\"]{1,100}<[^\\s@<>]+@[^\\s@<>]+>");

  public static final Kind KIND =
      new Kind(
          "email",
          "e-mail",
          List.of(
              Field.text("server", "smtp://HOST:587 or smtps://HOST:465")
                  .checkedBy(SmtpServer::problem)
                  .required(),
              Field.matching(
                      "from",
                      ADDRESS,
                      "the sender's address: tocsin@example.com, or Tocsin <tocsin@example.com>")
                  .required(),
              Field.matching(
                      "to", ADDRESS, "one address, such as ann@example.com, or a list of them")
                  .required()
                  .list(),
              Field.text("user", "the name to log in with"),
              Field.text("password", "the password to log in with").secret(),
              Field.matching(
                      "tls",
                      Pattern.compile("required|off"),
                      "required, or off for a server on this machine")
                  .or("required")),
          TemplateText.shipped(EmailReceiver.class, "email.mustache"),
          EmailReceiver::new);

  private static final Duration PACE = Duration.ofMillis(500);
  private static final int BYTES = 100_000;
  private static final int TITLE_LIMIT = 200;

  private final SmtpServer server;
  private final Envelope envelope;
  private final Layout<String> html;

  EmailReceiver(Given given) {
    super(
        given.nameOr(
            KIND.key(), URI.create(given.need("server") + "/" + Digest.of(given.texts("to")))),
        layout("email.mustache", new Plain(), given.template()));
    this.html = layout("email.html.mustache", new Html(), Optional.empty());
    this.server = SmtpServer.of(given);
    this.envelope = new Envelope(given.need("from"), given.texts("to"));
  }

  private static Layout<String> layout(String file, Markup markup, Optional<TemplateText> own) {
    TemplateText shipped = TemplateText.shipped(EmailReceiver.class, file);
    return new Layout<>(Form.text(shipped, markup, EmailReceiver::fits, TITLE_LIMIT), own);
  }

  private static boolean fits(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= BYTES;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  /** Whoever writes a template of their own gets plain text, as they wrote it. */
  @Override
  public Message message(Incident incident, Instant now) {
    Optional<String> own = layOwn(incident);
    String text = own.orElseGet(() -> lay(incident));
    String[] subjectAndText = text.strip().split("\\R", 2);
    Mail.Content content =
        new Mail.Content(
            subjectAndText[0].strip(),
            subjectAndText.length > 1 ? subjectAndText[1].strip() + "\n" : "",
            own.isPresent() ? "" : html.lay(Outline.of(incident)));
    return new Mail(server, envelope, content, Mail.Place.of(incident, envelope));
  }

  /** Mail programs make links of addresses, in plain text too. */
  private static class Plain implements Markup {
    @Override
    public String tame(String text) {
      return Defang.links(text);
    }

    @Override
    public String tameCode(String text) {
      return Defang.links(text);
    }
  }

  private static final class Html extends Plain {
    @Override
    public String prose(int c) {
      return Markup.HTML.prose(c);
    }

    @Override
    public String address(String url) {
      return url.replace("&", "&amp;");
    }
  }

  /** Who writes to whom. */
  record Envelope(String from, List<String> to) {}
}
