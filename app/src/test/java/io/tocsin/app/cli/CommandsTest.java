package io.tocsin.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.broker.FolderLock;
import io.tocsin.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** With -Dgolden.update=true the files are written anew, for a review of the difference. */
  @ParameterizedTest
  @MethodSource("commands")
  void helpsAsAgreed(String command) throws IOException {
    List<String> arguments =
        command.equals("tocsin") ? List.of("--help") : List.of(command, "--help");

    assertThat(run(arguments.toArray(String[]::new))).isZero();

    Path golden = GOLDEN.resolve("help-" + command + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, out.toString(UTF_8));
    }
    assertThat(out.toString(UTF_8)).isEqualTo(Files.readString(golden));
  }

  static Stream<String> commands() {
    Session session = new Session(Terminal.ofProcess(), new Stop());
    return Stream.concat(
        Stream.of("tocsin"), Commands.line(session).getSubcommands().keySet().stream());
  }

  @Test
  void helpsInTheOtherWordOrderToo() {
    assertThat(run("help", "doctor")).isZero();
    assertThat(out.toString(UTF_8)).contains("tocsin doctor [", "--config=FILE");
  }

  @Test
  void takesOptionsThatItsHelpLeavesOut() throws IOException {
    Path file = Files.writeString(folder.resolve("tocsin.yml"), "host: web1");

    assertThat(run("rules", "check", "--webhook", "https://example.org/in", file.toString()))
        .isZero();
  }

  @Test
  void endsWithTwoForAnUnknownOptionAndSaysWhatWasMeant() {
    assertThat(run("up", "--htpp", "off")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--htpp").contains("--http");
  }

  @Test
  void endsWithTwoForAWrongConfigurationBeforeAnythingConnects() {
    assertThat(run("up", "--http", "nowhere", "--partitions", "0", "--bootstrap-servers", "k"))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("3 errors")
        .contains("--http: http: \"nowhere\"")
        .contains("--partitions: partitions: \"0\"");
  }

  @Test
  void endsWithThreeWhenNoTocsinAnswers() {
    assertThat(run("incidents", "--http", "127.0.0.1:9")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("No Tocsin answers on 127.0.0.1:9");
  }

  @Test
  void endsWithThreeWhenTheClusterDoesNotAnswer() {
    assertThat(run("incidents", "--bootstrap-servers", "127.0.0.1:9")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("127.0.0.1:9 does not answer");
  }

  @Test
  void refusesATakenAddressBeforeItSaysWhatItWillDo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = "127.0.0.1:" + other.getLocalPort();

      assertThat(run("up", "--http", taken, "--data", folder.toString())).isEqualTo(3);
      assertThat(err.toString(UTF_8))
          .contains("Nobody can listen on " + taken)
          .doesNotContain("console");
    }
  }

  @Test
  void refusesATakenFolderBeforeItSaysWhatItWillDo() {
    try (FolderLock other = FolderLock.take(folder)) {
      assertThat(other.isThere()).isTrue();
      assertThat(run("up", "--http", "off", "--data", folder.toString())).isEqualTo(3);
      assertThat(err.toString(UTF_8))
          .contains("in use by another Tocsin (process " + ProcessHandle.current().pid() + ")")
          .doesNotContain("broker  ");
    }
  }

  @Test
  void refusesAFolderThatCannotBeMadeInPeoplesWords() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");

    assertThat(run("up", "--http", "off", "--data", file.toString())).isEqualTo(2);
    assertThat(run("up", "--http", "off", "--data", file.resolve("data").toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("The data folder " + file + " cannot be written", "it is no folder")
        .doesNotContain("broker  ", "Exception", "ack-secret");
  }

  private int run(String... arguments) {
    try (PrintStream output = new PrintStream(out, true, UTF_8);
        PrintStream errors = new PrintStream(err, true, UTF_8)) {
      return Commands.run(arguments, new Terminal(output, errors, false, 100), new Stop());
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(e);
    }
  }
}
