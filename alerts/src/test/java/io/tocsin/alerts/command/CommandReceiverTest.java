package io.tocsin.alerts.command;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandReceiverTest extends MessageContract {
  @TempDir private Path folder;

  @Override
  protected Receiver receiver() {
    return running("cat > " + folder.resolve("told") + "; : " + SECRET, "5");
  }

  private static Receiver running(String script, String timeout) {
    return new ReceiverConfig(
            Kinds.of("commands"),
            Given.of(Map.of("run", List.of("/bin/sh", "-c", script), "timeout", List.of(timeout))))
        .receiver();
  }

  @Override
  protected void assertTaken(Message message) {
    assertThat(send(message)).isEqualTo(new Reply.Accepted());
    assertThat(folder.resolve("told")).hasContent(message.body());
  }

  @Override
  protected void assertInert(Message message) {
    assertThat(message.body().lines()).allMatch(line -> !line.startsWith("."));
  }

  @Override
  protected List<String> texts(Message message) {
    return List.of(message.body());
  }

  @Test
  void tellsByItsExitCodeWhetherToTryAgain() {
    assertThat(reply("echo no network >&2; exit 1"))
        .isEqualTo(new Reply.Failed("sh ended with 1: no network"));
    assertThat(reply("echo 'token=hunter2hunter2 is wrong'; exit 78"))
        .isEqualTo(new Reply.Refused("sh ended with 78: token=[redacted] is wrong"));
    assertThat(reply("exit 0")).isEqualTo(new Reply.Accepted());
  }

  @Test
  void endsWhatDoesNotEndByItself() {
    assertThat(send(running("sleep 600 & wait", "1").message(Sample.open(), Incidents.START)))
        .isEqualTo(new Reply.Failed("sh did not end within 1 s"));
  }

  @Test
  void givesTheProgramNothingOfItsOwnEnvironmentButWhatProgramsNeed() throws IOException {
    Path seen = folder.resolve("environment");

    assertThat(reply("env > " + seen)).isEqualTo(new Reply.Accepted());

    assertThat(Files.readAllLines(seen))
        .contains("TOCSIN_STATE=open", "TOCSIN_SEVERITY=critical", "TOCSIN_REVISION=1")
        .allMatch(
            line ->
                line.matches("(TOCSIN_\\w+|PATH|HOME|LANG|TZ|TMPDIR|USER|PWD|SHLVL|_|OLDPWD)=.*"));
  }

  @Test
  void canNotBeBlockedByAProgramThatSaysMuchAndReadsNothing() {
    assertThat(reply("head -c 3000000 /dev/zero; exit 0")).isEqualTo(new Reply.Accepted());
  }

  @Test
  void refusesAProgramThatIsNotThere() {
    Receiver receiver = ReceiverConfig.of("commands", Map.of("run", "/no/such/program")).receiver();

    assertThat(send(receiver.message(Sample.open(), Incidents.START)))
        .isInstanceOf(Reply.Refused.class);
  }

  private static Reply reply(String script) {
    return send(running(script, "10").message(Sample.open(), Incidents.START));
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
