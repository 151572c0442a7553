package io.tocsin.app.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The root file system of the demonstration's image, as a tar archive. */
final class DemoArchive {
  private static final int EXECUTABLE = 0755;

  private DemoArchive() {}

  static byte[] of(byte[] busybox, List<String> applets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(busybox.length + 65_536);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      for (String folder : List.of("bin/", "tmp/", "dev/")) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      TarArchiveEntry program = new TarArchiveEntry("bin/busybox");
      program.setSize(busybox.length);
      program.setMode(EXECUTABLE);
      tar.putArchiveEntry(program);
      tar.write(busybox);
      tar.closeArchiveEntry();
      for (String applet : applets) {
        TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
