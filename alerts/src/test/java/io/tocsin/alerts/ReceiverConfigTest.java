package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverConfigTest {
  private static final URI SLACK = URI.create("https://hooks.slack.com/services/T0/B0/s3cr3t");

  @Test
  void showsNoSecrets() {
    ReceiverConfig slack = new ReceiverConfig.Slack(SLACK);
    ReceiverConfig webhook =
        new ReceiverConfig.Webhook(SLACK, List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(slack + slack.name() + webhook + webhook.name())
        .contains("hooks.slack.com")
        .doesNotContain("s3cr3t", "MfKQ", "services");
  }

  @Test
  void tellsTwoAddressesOnOneHostApart() {
    assertThat(new ReceiverConfig.Slack(SLACK).name())
        .isNotEqualTo(new ReceiverConfig.Slack(URI.create(SLACK + "2")).name());
  }

  @Test
  void namesAllProblemsWithoutRepeatingSecrets() {
    assertThat(problems("ftp://host/s3cr3t", "s3cr3t")).hasSize(2);
    assertThat(problems("https:///s3cr3t")).hasSize(1);
    assertThat(problems("https://user:s3cr3t@host/")).hasSize(1);
    assertThat(problems("https://host/")).isEmpty();
    assertThat(problems("ftp://user:s3cr3t@host/s3cr3t", "s3cr3t").toString())
        .doesNotContain("s3cr3t");
  }

  private static List<String> problems(String url, String... secrets) {
    return new ReceiverConfig.Webhook(URI.create(url), List.of(secrets)).problems();
  }
}
