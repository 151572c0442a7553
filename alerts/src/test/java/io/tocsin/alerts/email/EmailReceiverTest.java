package io.tocsin.alerts.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.Kinds;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.MessageContract;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.template.TemplateText;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailReceiverTest extends MessageContract {
  private final SmtpFake server = new SmtpFake();

  @AfterEach
  void close() {
    server.close();
  }

  private Given given() {
    return Given.of(
        Map.of(
            "server", List.of(server.address()),
            "from", List.of("Tocsin <tocsin@example.org>"),
            "to", List.of("ann@example.org", "bob@example.org"),
            "password", List.of(SECRET),
            "tls", List.of("off")));
  }

  @Override
  protected Receiver receiver() {
    ReceiverConfig config = new ReceiverConfig(Kinds.of("email"), given());
    assertThat(config.problems()).isEmpty();
    return config.receiver();
  }

  @Override
  protected void assertTaken(Message message) {
    assertThat(send(message)).isEqualTo(new Reply.Accepted());
    assertThat(server.recipients()).containsOnly("<ann@example.org>", "<bob@example.org>");
  }

  @Override
  protected void assertInert(Message message) {
    Mail mail = (Mail) message;
    assertThat(mail.content().subject()).doesNotContain("\n", "\r");
    assertThat(mail.body().replace("http://127.0.0.1/", "")).doesNotContain("://");
    assertThat(
            mail.content()
                .html()
                .replaceAll("(?s)<(/?)(html|body|div|p|b|ul|li|pre)( style=\"[^\"<>]*\")?>", "")
                .replace("<!DOCTYPE html>", "")
                .replace("<a href=\"http://127.0.0.1/\">Open in the console</a>", ""))
        .doesNotContain("<", ">", "://");
  }

  @Override
  protected List<String> texts(Message message) {
    return List.of(message.body());
  }

  @Test
  void isReadByAMailProgramAsTextAndAsHtml() throws MessagingException, IOException {
    assertTaken(message(Sample.open()));

    MimeMessage read = read();
    MimeMultipart parts = (MimeMultipart) read.getContent();
    BodyPart text = parts.getBodyPart(0);
    BodyPart html = parts.getBodyPart(1);

    assertThat(read.getSubject()).isEqualTo("🔴 backend is in a restart loop");
    assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(String.valueOf(text.getContent())).contains("giving up", "Run the migration");
    assertThat(html.getContentType()).startsWith("text/html");
    assertThat(String.valueOf(html.getContent())).contains("giving up", "Run the migration");
  }

  @Test
  void isOneThreadWhoseMessagesKeepTheirNamesOverRetries() throws MessagingException {
    assertTaken(message(Incidents.open("i1", 1)));
    String first = read().getMessageID();
    assertTaken(message(Incidents.open("i1", 1)));
    String again = read().getMessageID();
    assertTaken(message(Incidents.resolved("i1", 2)));

    assertThat(again).isEqualTo(first).endsWith("@example.org>");
    assertThat(read().getMessageID()).isNotEqualTo(first);
    assertThat(read().getHeader("References")).containsExactly(first);
  }

  @Test
  void triesAgainWhatTheServerDoesNotTakeNow() {
    server.says("452 4.3.1 Insufficient system storage");
    assertThat(send(message(Sample.open()))).isInstanceOf(Reply.Failed.class);
    server.close();
    assertThat(send(message(Sample.open()))).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void takesNoForAnAnswer() {
    server.says("554 5.7.1 rejected: password=hunter2hunter2");

    assertThat(send(message(Sample.open())))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.reason()).contains("554").doesNotContain("hunter2"));
  }

  @Test
  void tellsALoginThatIsWrongFromOneThatDidNotWork() {
    Map<String, String> user =
        Map.of(
            "server", server.address(),
            "from", "a@example.org",
            "to", "b@example.org",
            "user", "tocsin",
            "password", SECRET,
            "tls", "off");
    Message message =
        ReceiverConfig.of("email", user).receiver().message(Sample.open(), Incidents.START);

    server.saysToALogin("535 5.7.8 Authentication credentials invalid");
    assertThat(send(message)).isInstanceOf(Reply.Refused.class);
    server.saysToALogin("454 4.7.0 Temporary authentication failure");
    assertThat(send(message)).isInstanceOf(Reply.Failed.class);
    server.saysToALogin("235 welcome");
    assertThat(send(message)).isEqualTo(new Reply.Accepted());
  }

  @Test
  void sendsNothingInTheClearUnlessItIsToldTo() {
    Map<String, String> safe =
        Map.of("server", server.address(), "from", "a@example.org", "to", "b@example.org");
    Message message =
        ReceiverConfig.of("email", safe).receiver().message(Sample.open(), Incidents.START);

    assertThat(send(message))
        .isInstanceOfSatisfying(
            Reply.Failed.class, failed -> assertThat(failed.reason()).contains("STARTTLS"));
    assertThat(server.recipients()).isEmpty();
  }

  @Test
  void isPlainTextWhereSomebodyWroteATemplate() throws MessagingException, IOException {
    TemplateText own = new TemplateText("own", "{{severity}}: {{title}}\n\n{{cause}}\n");
    Receiver receiver = new ReceiverConfig(Kinds.of("email"), given().with(own)).receiver();

    assertThat(send(receiver.message(Sample.open(), Incidents.START)))
        .isEqualTo(new Reply.Accepted());

    assertThat(read().getSubject()).isEqualTo("critical: backend is in a restart loop");
    assertThat(String.valueOf(read().getContent()).strip())
        .isEqualTo("backend exits with 3 and is started again: 5 times in 10 min");
  }

  private MimeMessage read() throws MessagingException {
    byte[] bytes = server.last().getBytes(StandardCharsets.ISO_8859_1);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  private static Reply send(Message message) {
    try {
      return message.send(
          http -> {
            throw new AssertionError("no post");
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
