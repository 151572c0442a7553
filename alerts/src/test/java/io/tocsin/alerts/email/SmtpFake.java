package io.tocsin.alerts.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that keeps to RFC 5321: lines of 998 bytes, 7 bits, no recipient unasked. */
final class SmtpFake implements AutoCloseable {
  private static final int LONGEST_LINE = 998;

  private final ServerSocket server;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> recipients = new CopyOnWriteArrayList<>();

  /** What is said to the message itself; empty to judge it. */
  private volatile String next = "";

  private volatile String login = "235 ok";

  SmtpFake() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "smtp fake");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "smtp://127.0.0.1:" + server.getLocalPort();
  }

  void says(String answer) {
    next = answer;
  }

  void saysToALogin(String answer) {
    login = answer;
  }

  String last() {
    return taken.get(taken.size() - 1);
  }

  List<String> recipients() {
    return recipients;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (IOException e) {
        // the client went away, or the server is closed
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    say(out, "220 fake");
    String line = in.readLine();
    while (line != null && !line.equals("QUIT")) {
      if (line.startsWith("RCPT TO:")) {
        recipients.add(line.substring(8));
      }
      if (line.equals("DATA")) {
        say(out, "354 go on");
        say(out, judge(message(in)));
      } else if (line.startsWith("EHLO")) {
        say(out, "250-fake\r\n250 AUTH PLAIN");
      } else if (line.startsWith("AUTH")) {
        say(out, login);
      } else {
        say(out, "250 ok");
      }
      line = in.readLine();
    }
    say(out, "221 bye");
  }

  private static List<String> message(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      lines.add(line.startsWith(".") ? line.substring(1) : line);
      line = in.readLine();
    }
    return lines;
  }

  private String judge(List<String> lines) {
    String answer = next;
    next = "";
    if (!answer.isEmpty()) {
      return answer;
    }
    boolean isWell =
        lines.stream()
            .allMatch(l -> l.length() <= LONGEST_LINE && l.chars().allMatch(c -> c > 0 && c < 128));
    taken.add(String.join("\r\n", lines));
    return isWell ? "250 queued" : "500 line too long";
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
