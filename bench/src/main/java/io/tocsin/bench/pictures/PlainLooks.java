package io.tocsin.bench.pictures;

import java.util.List;

/** Mail, programs and webhooks: what comes is what is seen. */
final class PlainLooks {
  /** The rest of the JSON is more of the same. */
  private static final int JSON_LINES = 34;

  private PlainLooks() {}

  static String email(Look.Sent sent) {
    String subject = sent.body().lines().findFirst().orElse("");
    String rich = sent.rich();
    String page = rich.substring(rich.indexOf("<body") + 5, rich.lastIndexOf("</body>"));
    return Look.box(
            "mail",
            Look.box("title", Look.escape(subject)),
            Look.box("context", "From: Tocsin &lt;tocsin@example.com&gt; · To: ann@example.com"))
        + "<div"
        + page
        + "</div>";
  }

  static String command(Look.Sent sent) {
    return Look.element("pre", "terminal", Look.escape(sent.body().strip()));
  }

  static String webhook(Look.Sent sent) {
    List<String> lines = sent.indented().lines().toList();
    String json = String.join("\n", lines.subList(0, Math.min(JSON_LINES, lines.size())));
    String head =
        """
        POST /hook HTTP/1.1
        content-type: application/json
        webhook-id: tocsin-sample.1
        webhook-timestamp: 1795341641
        webhook-signature: v1,…

        """;
    return Look.element("pre", "terminal", Look.escape(head + json) + "\n  …");
  }
}
