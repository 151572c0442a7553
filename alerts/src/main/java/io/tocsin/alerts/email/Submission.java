package io.tocsin.alerts.email;

import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.redact.Redactor;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Hands one e-mail to its server. */
final class Submission {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int REASON_LIMIT = 200;
  private static final int FIRST_PERMANENT = 500;

  private final Mail mail;

  Submission(Mail mail) {
    this.mail = mail;
  }

  Reply run() {
    Session session = Session.getInstance(mail.server().properties());
    try (Transport transport = session.getTransport(mail.server().protocol())) {
      MimeMessage message = message(session);
      transport.connect(mail.server().user().orElse(null), mail.server().password().orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
      return new Reply.Accepted();
    } catch (AuthenticationFailedException e) {
      return passes(e)
          ? new Reply.Failed(reason("no login now", e))
          : new Reply.Refused(reason("the login is refused", e));
    } catch (SendFailedException e) {
      return isPermanent(e)
          ? new Reply.Refused(reason("refused", e))
          : new Reply.Failed(reason("not taken now", e));
    } catch (MessagingException e) {
      return new Reply.Failed(reason("cannot be reached", e));
    }
  }

  private MimeMessage message(Session session) throws MessagingException {
    MimeMessage message = new Identified(session, mail.thread().id());
    message.setFrom(new InternetAddress(mail.envelope().from()));
    for (String to : mail.envelope().to()) {
      message.addRecipient(RecipientType.TO, new InternetAddress(to));
    }
    message.setSubject(mail.content().subject(), UTF_8);
    message.setHeader("Auto-Submitted", "auto-generated");
    if (!mail.thread().id().equals(mail.thread().first())) {
      message.setHeader("In-Reply-To", mail.thread().first());
      message.setHeader("References", mail.thread().first());
    }
    write(message);
    message.saveChanges();
    return message;
  }

  private void write(MimeMessage message) throws MessagingException {
    if (mail.content().html().isEmpty()) {
      message.setText(mail.content().text(), UTF_8);
      return;
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.content().text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.content().html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
  }

  /** A connection that broke at the login, or a server that says 4yz, refuses nobody. */
  private static boolean passes(AuthenticationFailedException e) {
    return e.getNextException() instanceof IOException
        || String.valueOf(e.getMessage()).startsWith("4");
  }

  /** 4yz passes, 5yz stays. */
  private static boolean isPermanent(Exception thrown) {
    for (Exception e = thrown; e instanceof MessagingException m; e = m.getNextException()) {
      if (e instanceof SMTPSendFailedException failed) {
        return failed.getReturnCode() >= FIRST_PERMANENT;
      }
      if (e instanceof SMTPAddressFailedException failed) {
        return failed.getReturnCode() >= FIRST_PERMANENT;
      }
    }
    return false;
  }

  private String reason(String what, MessagingException e) {
    Exception cause = e;
    while (cause instanceof MessagingException m && m.getNextException() != null) {
      cause = m.getNextException();
    }
    String words = Visible.line(new Redactor().redact(String.valueOf(cause.getMessage()).strip()));
    String host = mail.server().address().getHost();
    return Cut.to(REASON_LIMIT, host + ": " + what + ": " + words);
  }

  /** The library would make a new identifier at each try. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
