package io.tocsin.alerts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  @Test
  void signsAsTheReferenceLibrariesOfStandardWebhooksDo() {
    Signature signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    String header =
        Signature.header(
            List.of(signature),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}");

    assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_%%%", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "s3cr3t"})
  void refusesWhatIsNoSecretWithoutRepeatingIt(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Signature(secret))
        .withMessageContaining("openssl rand")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t", "MfKQ", "%%%"));
  }
}
