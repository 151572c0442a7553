package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.Sample;
import io.tocsin.telemetry.Incident;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every receiver's messages keep, however they are sent. */
public abstract class MessageContract {
  protected static final String SECRET = "s3cr3t";

  protected abstract Receiver receiver();

  /** Fails unless the other end takes the message. */
  protected abstract void assertTaken(Message message);

  /** Fails if the other end would obey anything in the hostile text. */
  protected abstract void assertInert(Message message);

  /** All texts that the other end shows. */
  protected abstract List<String> texts(Message message);

  @Test
  void isNamedTheSameEachTimeAndWithoutItsSecret() {
    assertThat(receiver().name()).isEqualTo(receiver().name()).doesNotContain(SECRET);
    assertThat(receiver().toString() + message(Sample.open())).doesNotContain(SECRET);
  }

  @Test
  protected void saysAllInTheOrderInWhichItIsAsked() {
    String body = String.join("\n", texts(message(Sample.open())));

    assertThat(body)
        .containsSubsequence(
            "backend is in a restart loop",
            "10:00:00 UTC, 21 Nov 2026",
            "backend exits with 3 and is started again",
            "giving up",
            "cannot reach backend",
            "shop/backend:1.4.2 → shop/backend:1.5.0, 2 min 48 s before",
            "backend, frontend",
            "Run the migration");
  }

  @Test
  protected void saysThatItIsOverAndHowLongItTook() {
    String body = String.join("\n", texts(message(Sample.resolved())));

    assertThat(body).containsIgnoringCase("resolved").contains("12 min 34 s");
  }

  @Test
  void takesAnIncidentWithNothingButItsCause() {
    Incident bare =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.put("stack", "");
              body.remove(
                  List.of("candidates", "why", "services", "findings", "changes", "advice"));
              body.remove("links");
            });

    assertTaken(message(bare));
    assertTaken(message(Incidents.over(bare)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel> @everyone @here <@U123> <#C1> <https://evil.example|login>",
        "```\n*bold* _it_ https://evil.example <script>alert(1)</script>",
        "\u001b[31m\u0000\u0007\u202egnp.exe\u2066\u200b\ufeff\u2028",
        "\"},{\"type\":\"x\"}]} \\u0022 \\",
        "lone \ud83d and \udc00 surrogates",
        "&amp;lt;!channel&gt; {{cause}} {{{why}}} [login](https://evil.example) </pre></code>",
        "header\r\nBcc: evil@evil.example\r\n.\r\nQUIT"
      })
  void makesHostileTextHarmless(String text) {
    Incident incident = Incidents.saying(text);

    for (Incident told : List.of(incident, Incidents.over(incident))) {
      Message message = message(told);
      texts(message).forEach(MessageContract::assertVisible);
      assertInert(message);
      assertTaken(message);
    }
  }

  @Test
  void redactsOnceMore() {
    Message message =
        message(Incidents.saying("cannot log in with password=hunter2hunter2 to postgres"));

    assertThat(message.body()).contains("cannot log in").doesNotContain("hunter2");
  }

  @Test
  void cutsWhatIsTooLongButNeverTheCause() {
    for (int count : new int[] {1, 30, 300}) {
      for (int length : new int[] {100, 1_000, 9_000 / count}) {
        Message huge = message(Incidents.huge(count, length));
        assertTaken(huge);
        assertThat(String.join("\n", texts(huge))).contains("the one true cause");
      }
    }
    assertTaken(message(Incidents.huge(1, 300_000)));
  }

  @Test
  void keepsTheLastLineOfALongLog() {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              var logs = body.withArray("findings").get(0).withObject("/evidence").putArray("logs");
              for (int i = 0; i < 50; i++) {
                logs.add("line-" + i + "- " + "x<&".repeat(700));
              }
            });

    assertTaken(message(incident));
    assertThat(message(incident).body()).contains("line-49-");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void takesAnyText(long seed) {
    Random random = new Random(seed);
    int length = random.nextInt(3_000);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }

    assertTaken(message(Incidents.saying(text.toString())));
  }

  protected final Message message(Incident incident) {
    return receiver().message(incident, Incidents.START);
  }

  private static void assertVisible(String text) {
    assertThat(text.codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        .noneMatch(c -> Character.getType(c) == Character.FORMAT)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
