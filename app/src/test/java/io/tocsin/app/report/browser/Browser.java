package io.tocsin.app.report.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Chromium without a window, spoken to in its own protocol: a few commands need no library that
 * brings a hundred megabytes along.
 */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final WebSocket socket;
  private final Ear ear;
  private int commands;

  private Browser(Process process, WebSocket socket, Ear ear) {
    this.process = process;
    this.socket = socket;
    this.ear = ear;
  }

  /** Where one is installed. */
  public static Optional<Path> installed() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(":", -1)).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one on an empty page; it keeps what it must in the folder. */
  public static Browser start(Path program, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.out").toFile())
            .start();
    Path port = folder.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
    Ear ear = new Ear();
    URI page = page(Files.readAllLines(port).get(0));
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, ear).join();
    Browser browser = new Browser(process, socket, ear);
    List.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(domain -> browser.command(domain, Map.of()));
    return browser;
  }

  private static URI page(String port) throws IOException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    JsonNode pages;
    try (InputStream answer = list.toURL().openStream()) {
      pages = JSON.readTree(answer);
    }
    return URI.create(pages.get(0).path("webSocketDebuggerUrl").asText());
  }

  /** Sends a command and waits for its answer. */
  public JsonNode command(String method, Map<String, ?> parameters) {
    int id = ++commands;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    ear.answers.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    socket.sendText(command.toString(), true).join();
    JsonNode told = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (told.has("error")) {
      throw new IllegalStateException(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  /** Opens a page and waits until it is there. */
  public void open(Path file) {
    command("Page.navigate", Map.of("url", file.toUri().toString()));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                evaluate("document.readyState + location.protocol")
                    .asText()
                    .equals("completefile:"));
  }

  /** The value of a script in the page. */
  public JsonNode evaluate(String script) {
    JsonNode result =
        command("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(script + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  public void width(int pixels) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  public void scheme(String name) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  /** A picture of the whole page. */
  public void picture(Path file) throws IOException {
    JsonNode picture =
        command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  /** The page as it would be printed. */
  public byte[] printed() {
    JsonNode pdf = command("Page.printToPDF", Map.of("printBackground", true));
    return Base64.getDecoder().decode(pdf.path("data").asText());
  }

  /** What the browser complained of, and whatever it asked the network for. */
  public List<String> complaints() {
    return List.copyOf(ear.complaints);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hears the browser's answers and complaints. */
  private static final class Ear implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        try {
          hear(JSON.readTree(whole.getBytes(UTF_8)));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(JsonNode message) {
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(message);
        return;
      }
      JsonNode told = message.path("params");
      switch (message.path("method").asText()) {
        case "Runtime.exceptionThrown",
            "Log.entryAdded",
            "Runtime.consoleAPICalled",
            "Page.javascriptDialogOpening" ->
            complaints.add(told.toString());
        case "Network.requestWillBeSent" -> {
          String url = told.path("request").path("url").asText();
          if (!url.startsWith("file:") && !url.startsWith("about:")) {
            complaints.add("asks for " + url);
          }
        }
        default -> {}
      }
    }
  }
}
