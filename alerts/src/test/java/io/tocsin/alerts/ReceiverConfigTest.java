package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiverConfigTest {
  private static final String SLACK = "https://hooks.slack.com/services/T0/B0/s3cr3t";

  static List<String> keys() {
    return Kinds.KEYS;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void knowsEveryKindByItsKey(String key) {
    assertThat(Kinds.of(key).key()).isEqualTo(key);
    assertThat(Kinds.of(key).fields()).isNotEmpty().allMatch(field -> !field.about().isBlank());
  }

  @Test
  void showsNoSecrets() {
    ReceiverConfig slack = ReceiverConfig.of("slack", Map.of("url", SLACK));
    ReceiverConfig webhook =
        ReceiverConfig.of(
            "webhooks", Map.of("url", SLACK, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(slack + slack.name() + slack.label() + webhook + webhook.name() + webhook.label())
        .contains("hooks.slack.com")
        .doesNotContain("s3cr3t", "MfKQ", "services");
  }

  @Test
  void tellsTwoAddressesOnOneHostApart() {
    assertThat(ReceiverConfig.of("slack", Map.of("url", SLACK)).name())
        .isNotEqualTo(ReceiverConfig.of("slack", Map.of("url", SLACK + "2")).name());
  }

  @Test
  void namesAllProblemsWithoutRepeatingSecrets() {
    assertThat(problems("ftp://host/s3cr3t", "s3cr3t")).hasSize(2);
    assertThat(problems("https:///s3cr3t", "whsec_czNjcjN0")).hasSize(1);
    assertThat(problems("https://user:s3cr3t@host/", "whsec_czNjcjN0")).hasSize(1);
    assertThat(problems("https://host/", "whsec_czNjcjN0")).isEmpty();
    assertThat(problems("ftp://user:s3cr3t@host/s3cr3t", "s3cr3t").toString())
        .doesNotContain("s3cr3t");
    assertThat(ReceiverConfig.of("slack", Map.of()).problems())
        .extracting(ReceiverConfig.Wrong::what)
        .containsExactly("is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          webhooks     | hook.example.com/s3cr3t                    | does not begin with https
          webhooks     | https://s3cr3t:x@hook.example.com/         | a user or a password
          webhooks     | https://hook.example.com/services/…s3cr3t  | character that no address has
          webhooks     | https:///s3cr3t                            | names no host
          slack        | https://app.slack.com/client/s3cr3t        | https://hooks.slack.com/
          teams        | https://x.webhook.office.com/s3cr3t        | has turned off; make a workflow
          teams        | https://teams.microsoft.com/l/s3cr3t       | link to a channel
          discord      | https://discord.com/channels/1/s3cr3t      | discord.com/api/webhooks/
          ntfy         | https://ntfy.sh                            | does not end with a topic
          alertmanager | http://alertmanager:9093/api/v2/alerts     | without, such as http
          """)
  void teachesWhatToWriteInstead(String key, String url, String mend) {
    List<ReceiverConfig.Wrong> problems = ReceiverConfig.of(key, Map.of("url", url)).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString()).contains(mend).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource({
    "slack,https://hooks.slack.com/services/T0/B0/x",
    "slack,https://hooks.slack-gov.com/services/T0/B0/x",
    "slack,https://chat.example.com/slack/x",
    "teams,https://prod-1.westeurope.logic.azure.com:443/workflows/x/triggers/manual?sig=y",
    "discord,https://discord.com/api/webhooks/1/x",
    "discord,https://ptb.discord.com/api/v10/webhooks/1/x",
    "alertmanager,http://alertmanager:9093/prefix/",
    "webhooks,http://[::1]:8080/x"
  })
  void takesWhatVendorsShow(String key, String url) {
    assertThat(ReceiverConfig.of(key, Map.of("url", url)).problems()).isEmpty();
  }

  private static List<ReceiverConfig.Wrong> problems(String url, String secret) {
    return ReceiverConfig.of("webhooks", Map.of("url", url, "secret", secret)).problems();
  }
}
