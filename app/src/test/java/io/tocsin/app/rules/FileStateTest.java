package io.tocsin.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private long second;

  @BeforeEach
  void begin() throws IOException {
    file = folder.resolve("rules.yml");
    write("rules: {}");
  }

  @Test
  void seesAChangeOnceAndWhenItIsComplete() throws IOException {
    FileState state = new FileState(List.of(file));

    write("rules: {res");
    boolean whileWritten = state.hasChanged();
    write("rules: {restart-rate: false}");
    boolean justWritten = state.hasChanged();

    assertThat(whileWritten).isFalse();
    assertThat(justWritten).isFalse();
    assertThat(state.hasChanged()).isTrue();
    assertThat(state.hasChanged()).isFalse();
  }

  @Test
  void doesNotMindATouchedFile() throws IOException {
    FileState state = new FileState(List.of(file));

    write("rules: {}");

    assertThat(state.hasChanged()).isFalse();
    assertThat(state.hasChanged()).isFalse();
  }

  @Test
  void doesNotMindAFileThatIsBeingReplaced() throws IOException {
    FileState state = new FileState(List.of(file));

    Files.delete(file);
    boolean whileGone = state.hasChanged();
    write("rules: {}");

    assertThat(whileGone).isFalse();
    assertThat(state.hasChanged()).isFalse();
    assertThat(state.hasChanged()).isFalse();
  }

  /** Each time a second later, for coarse file systems' sake. */
  private void write(String text) throws IOException {
    Files.writeString(file, text);
    second++;
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + second * 1000));
  }
}
