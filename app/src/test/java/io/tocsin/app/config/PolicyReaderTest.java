package io.tocsin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.alerts.policy.Escalation;
import io.tocsin.alerts.policy.Matchers;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Times;
import io.tocsin.alerts.policy.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {
  @TempDir private Path folder;

  @Test
  void readsWhatThereIsToSet() {
    Settings settings =
        read(
            """
            receivers:
              ntfy: [{url: "https://ntfy.sh/x", name: phone, only: [severity=critical stack=shop]}]
              webhooks: [{url: "https://a.example/", except: "stack=lab", name: hook}]
            policy:
              settle: 5s
              after-deployment: 10m
              inhibit: false
              zone: Europe/Berlin
              mute:
                - {name: nights, days: "mon-fri, sun", from: 22:00, to: "06:00",
                   match: severity=warning, receivers: [ntfy]}
              maintenance:
                - {at: 2026-11-23T02:00/04:00, zone: UTC}
                - {at: 2026-11-23T23:00/01:00}
                - {at: 2026-11-23T23:00/2026-11-25T01:00}
                - {at: 2026-11-23T23:00/90m}
              escalate:
                - {after: 15m, to: [phone], match: severity=critical}
                - {after: 1h, to: [ntfy, hook]}
            """);

    PolicyRules policy = settings.policy();
    Set<DayOfWeek> days = EnumSet.complementOf(EnumSet.of(DayOfWeek.SATURDAY));
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(policy.settle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.afterDeployment()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.inhibits()).isFalse();
    assertThat(policy.windows())
        .filteredOn(window -> window.kind() == Window.Kind.MUTE)
        .containsExactly(
            new Window(
                "nights",
                Window.Kind.MUTE,
                new Times.Weekly(days, LocalTime.of(22, 0), LocalTime.of(6, 0), berlin),
                Matchers.parse("severity=warning"),
                Set.of("phone")));
    assertThat(policy.escalations())
        .containsExactly(
            new Escalation(
                Duration.ofMinutes(15), Set.of("phone"), Matchers.parse("severity=critical")),
            new Escalation(Duration.ofHours(1), Set.of("phone", "hook"), Matchers.ANY));
    assertThat(policy.windows())
        .extracting(Window::times)
        .contains(
            once("2026-11-23T02:00:00Z", "2026-11-23T04:00:00Z"),
            once("2026-11-23T22:00:00Z", "2026-11-24T00:00:00Z"),
            once("2026-11-23T22:00:00Z", "2026-11-25T00:00:00Z"),
            once("2026-11-23T22:00:00Z", "2026-11-23T23:30:00Z"));
    assertThat(settings.receivers().all())
        .extracting(receiver -> receiver.route().only() + " " + receiver.route().except())
        .containsExactlyInAnyOrder("[severity=critical stack=shop] []", "[] [stack=lab]");
  }

  @Test
  void takesOneStepOfEscalationForAList() {
    String text =
        """
        receivers:
          webhooks: [{url: "https://a.example/", name: boss}]
        policy:
          escalate: {after: 30m, to: boss}
        """;

    assertThat(read(text).policy().escalations())
        .containsExactly(new Escalation(Duration.ofMinutes(30), Set.of("boss"), Matchers.ANY));
  }

  @Test
  void changesNothingByDefault() {
    assertThat(read("").policy()).isEqualTo(PolicyRules.DEFAULT);
  }

  @Test
  void saysAllThatIsWrongAtOnceWithPlaceValueAndMend() {
    ConfigurationErrors errors =
        catchThrowableOfType(
            ConfigurationErrors.class,
            () ->
                read(
                    """
                    receivers:
                      webhooks: [{url: "https://a.example/", name: hook, only: colour=red}]
                      ntfy: [{url: "https://ntfy.sh/x", name: phone}]
                    policy:
                      settle: soon
                      inhibit: maybe
                      zone: Atlantis
                      mute:
                        - {days: monday, from: "25:00", receivers: [phon]}
                        - nights
                      maintenance: {at: 2026-11-23T02:00/04:00}
                      mtue: []
                      escalate: [{to: [nobody]}, {after: 5m}]
                    """));

    assertThat(errors.problems())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactlyInAnyOrder(
            "tocsin.yml:2: receivers.webhooks[0].only: \"colour=red\" does not fit. Write one of"
                + " host, stack, service, affects, severity, detector, incident or label.NAME,"
                + " then =",
            "tocsin.yml:5: policy.settle: \"soon\" does not fit. Write a span of time such as 10s"
                + " or 5m",
            "tocsin.yml:6: policy.inhibit: \"maybe\" does not fit. Write true or false",
            "tocsin.yml:7: policy.zone: \"Atlantis\" does not fit. Write a time zone such as"
                + " Europe/Berlin or UTC",
            "tocsin.yml:9: policy.mute[0].days: \"monday\" does not fit. Write days such as"
                + " mon-fri, sat,sun or daily",
            "tocsin.yml:9: policy.mute[0].from: \"25:00\" does not fit. Write a time such as"
                + " \"22:00\", in quotes",
            "tocsin.yml:9: policy.mute[0].to: is missing. Write to: \"06:00\"",
            "tocsin.yml:9: policy.mute[0].receivers: no receiver is called phon. Did you mean"
                + " phone?",
            "tocsin.yml:10: policy.mute[1]: is a single value. Write - from: …",
            "tocsin.yml:11: policy.maintenance: is a section of keys, not a list. Begin with -",
            "tocsin.yml:12: policy.mtue: there is no such key. Did you mean mute?",
            "tocsin.yml:13: policy.escalate[0].after: is missing. Write after: 15m",
            "tocsin.yml:13: policy.escalate[0].to: no receiver is called nobody. Known are"
                + " phone",
            "tocsin.yml:13: policy.escalate[1].to: is missing. Write to: [NAME], the names of"
                + " receivers");
  }

  private Settings read(String text) {
    try {
      Path file = Files.writeString(folder.resolve("tocsin.yml"), text);
      return Configuration.read(new Sources(Map.of(), Map.of(), Optional.of(file))).settings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Times once(String from, String to) {
    return new Times.Once(Instant.parse(from), Instant.parse(to));
  }
}
