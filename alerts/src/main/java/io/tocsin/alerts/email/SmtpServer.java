package io.tocsin.alerts.email;

import io.tocsin.alerts.setup.Given;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail server and how to speak to it. With {@code tls: required}, the default, nothing is sent
 * that is not encrypted to a server whose certificate is right.
 */
record SmtpServer(URI address, Optional<String> user, Optional<String> password, boolean isSafe) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final String TIMEOUT_MILLIS = "15000";

  static SmtpServer of(Given given) {
    return new SmtpServer(
        URI.create(given.need("server").strip()),
        given.text("user"),
        given.text("password"),
        given.need("tls").equals("required"));
  }

  static Optional<String> problem(String text) {
    try {
      URI address = URI.create(text.strip());
      String scheme = String.valueOf(address.getScheme());
      boolean isSmtp = scheme.equals("smtp") || scheme.equals("smtps");
      if (isSmtp && address.getHost() != null && address.getRawUserInfo() == null) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException ignored) {
      // said below
    }
    return Optional.of("Write smtp://HOST:587 or smtps://HOST:465, and user: and password: apart");
  }

  String protocol() {
    return address.getScheme();
  }

  int port() {
    int standard = protocol().equals("smtps") ? SUBMISSIONS : SUBMISSION;
    return address.getPort() < 0 ? standard : address.getPort();
  }

  Properties properties() {
    Properties properties = new Properties();
    String prefix = "mail." + protocol() + '.';
    boolean startsPlain = protocol().equals("smtp");
    properties.setProperty("mail.transport.protocol", protocol());
    properties.setProperty(prefix + "host", address.getHost());
    properties.setProperty(prefix + "port", Integer.toString(port()));
    properties.setProperty(prefix + "auth", Boolean.toString(user.isPresent()));
    properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
    properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "starttls.enable", Boolean.toString(startsPlain && isSafe));
    properties.setProperty(prefix + "starttls.required", Boolean.toString(startsPlain && isSafe));
    properties.setProperty(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
    return properties;
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "SmtpServer[" + address.getHost() + ':' + port() + ']';
  }
}
