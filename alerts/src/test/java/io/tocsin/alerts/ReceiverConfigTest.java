package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  private static List<ReceiverConfig.Wrong> problems(String url, String secret) {
    return ReceiverConfig.of("webhooks", Map.of("url", url, "secret", secret)).problems();
  }
}
