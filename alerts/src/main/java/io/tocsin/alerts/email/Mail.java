package io.tocsin.alerts.email;

import io.tocsin.alerts.email.EmailReceiver.Envelope;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import java.util.Optional;

/** One e-mail. */
record Mail(SmtpServer server, Envelope envelope, Content content, Place thread)
    implements Message {
  @Override
  public String body() {
    return content.subject() + "\n\n" + content.text();
  }

  @Override
  public Optional<String> html() {
    return content.html().isEmpty() ? Optional.empty() : Optional.of(content.html());
  }

  @Override
  public Reply send(Http http) throws InterruptedException {
    return new Submission(this).run();
  }

  @Override
  public String toString() {
    return "Mail[" + server + ", " + content.text().length() + " characters]";
  }

  /**
   * What it says.
   *
   * @param html empty for text alone
   */
  record Content(String subject, String text, String html) {}

  /**
   * Where it stands among the messages of its incident.
   *
   * @param id the same over retries
   * @param first of the incident's first message
   */
  record Place(String id, String first) {
    static Place of(Incident incident, Envelope envelope) {
      String domain = envelope.from().replaceFirst("^.*@", "").replaceFirst(">$", "");
      String about = Digest.of(incident.id(), envelope.to());
      return new Place(
          '<' + about + '.' + incident.revision() + '@' + domain + '>',
          '<' + about + ".1@" + domain + '>');
    }
  }
}
