package io.tocsin.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.imports.OutageHour;
import io.tocsin.app.report.browser.Browser;
import io.tocsin.app.report.page.HtmlWriter;
import io.tocsin.app.report.page.MarkdownWriter;
import io.tocsin.app.report.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What containers write must stay text: in a browser, and wherever the Markdown is shown. */
@Tag("once")
class HostileTextTest {
  private static final List<String> HOSTILE =
      List.of(
          "ERROR <script>window.pwned=1</script><img src=x onerror=\"window.pwned=2\">",
          "ERROR [click](javascript:window.pwned=3) ![x](http://127.0.0.1:9/p.png) `a` | b ``` c",
          "ERROR \u001b[31mred\u001b[0m \u001b]0;title\u0007 \u202Eevil\u202C \u0000 end",
          "ERROR </code></pre></td></table></script><style>*{display:none}</style><svg"
              + " onload=alert(1)>",
          "ERROR http://evil.example/x www.evil.example <a href='javascript:alert(1)'>x</a>"
              + " a@evil.example",
          "ERROR **bold** # heading <!-- --> &lt;b&gt; &#x3c;b&#x3e; ~~~ \\` \\| $$ {{7*7}}",
          "ERROR method=GET path=/<img/src=x/onerror=pwned=4> status=503 latency=9ms",
          "WARNING DeprecationWarning: <b>old</b>|`x` is deprecated, use"
              + " [new](http://evil.example)");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private Page page = new Page("", "", List.of(), "");

  @BeforeEach
  void report() throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 240; i++) {
      Instant at = OutageHour.START.plusMillis(i * 700L).plusNanos(1);
      log.append(io.tocsin.telemetry.Timestamps.format(at))
          .append(' ')
          .append(HOSTILE.get(i % HOSTILE.size()))
          .append('\n');
    }
    Files.writeString(files.resolve("<img src=x onerror=pwned=5>`|[x](y).log"), log);
    Files.writeString(files.resolve("backend.log"), new OutageHour().asDockerLogs());
    page = ReportPage.of(Outage.report(files, Witness.NONE), true);
  }

  @Test
  void staysTextInMarkdown() {
    var extensions = List.of(TablesExtension.create(), AutolinkExtension.create());
    var document =
        Parser.builder().extensions(extensions).build().parse(MarkdownWriter.write(page));
    String html = HtmlRenderer.builder().extensions(extensions).build().render(document);

    assertThat(html).contains("&lt;script&gt;window.pwned=1&lt;/script&gt;");
    assertThat(html).doesNotContainPattern("<(script|img|style|svg|b)\\b");
    assertThat(html).doesNotContainPattern("href=\"(?!evidence/)");
    assertThat(html).doesNotContain("<em>red", "<strong>bold", "\u001b", "\u202e");
  }

  @Test
  void staysTextInABrowser() throws IOException {
    try (Browser browser = open()) {
      assertThat(browser.evaluate("String(window.pwned)").asText()).isEqualTo("undefined");
      assertThat(
              browser.evaluate("document.querySelectorAll('script,img,iframe,b').length").asInt())
          .isZero();
      JsonNode links =
          browser.evaluate("[...document.links].map(link => link.getAttribute('href'))");
      assertThat(links).allMatch(link -> link.asText().matches("#.*|evidence/.*"));
      assertThat(browser.evaluate("document.body.innerText").asText())
          .contains("<script>window.pwned=1</script><img src=x onerror=")
          .contains("[click](javascript:window.pwned=3)")
          .doesNotContain("\u202e", "\u001b");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void isReadableOnScreensOfEveryKindAndOnPaper() throws IOException {
    try (Browser browser = open()) {
      for (String scheme : List.of("light", "dark")) {
        for (int width : new int[] {1_200, 400}) {
          browser.scheme(scheme);
          browser.width(width);
          browser.picture(folder.resolve(scheme + "-" + width + ".png"));
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
              .as("nothing stands out to the right at " + width + " pixels")
              .isLessThanOrEqualTo(width);
          assertThat(browser.evaluate(CONTRAST)).as(scheme).isEmpty();
        }
      }
      assertThat(browser.printed()).hasSizeGreaterThan(20_000);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void canBeHeardAsWellAsSeen() throws IOException {
    try (Browser browser = open()) {
      assertThat(browser.evaluate(OUTLINE)).isEmpty();
      assertThat(browser.evaluate("document.querySelectorAll('th:not([scope])').length").asInt())
          .isZero();
      assertThat(
              browser
                  .evaluate("document.querySelectorAll('table:not(:has(caption))').length")
                  .asInt())
          .isZero();
      assertThat(
              browser
                  .evaluate("document.querySelectorAll('svg:not([role=img][aria-label])').length")
                  .asInt())
          .isZero();
    }
  }

  private Browser open() throws IOException {
    Optional<Path> program = Browser.installed();
    assumeTrue(program.isPresent(), "no Chromium is installed: apt-get install chromium");
    Path file = Files.writeString(folder.resolve("report.html"), HtmlWriter.write(page));
    Path profile = Files.createDirectories(folder.resolve("profile"));
    Browser browser = Browser.start(program.orElseThrow(), profile);
    browser.open(file);
    return browser;
  }

  /** Headings that skip a level, sections without a name, ids that are there twice. */
  private static final String OUTLINE =
      """
      (() => {
        const wrong = []; let last = 0;
        for (const h of document.querySelectorAll('h1,h2,h3,h4')) {
          const level = +h.tagName[1];
          if (level > last + 1) wrong.push(h.textContent);
          last = level;
        }
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        ids.forEach((id, i) => { if (ids.indexOf(id) !== i) wrong.push(id); });
        for (const s of document.querySelectorAll('section'))
          if (!document.getElementById(s.getAttribute('aria-labelledby'))) wrong.push(s.outerHTML);
        return wrong;
      })()
      """;

  /** Text whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
  private static final String CONTRAST =
      """
      (() => {
        const rgb = c => c.match(/[\\d.]+/g).map(Number);
        const lum = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
          return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const back = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
          if (c.length < 4 || c[3] > 0.99) return c; } return [255, 255, 255]; };
        const low = new Set();
        for (const e of document.querySelectorAll('p,li,a,th,td,dt,dd,h1,h2,h3,code,pre,figcaption,summary,footer,svg text')) {
          const style = getComputedStyle(e);
          const ink = rgb(e.closest('svg') ? style.fill : style.color);
          const [a, b] = [lum(ink), lum(back(e))].sort((x, y) => y - x);
          if ((a + 0.05) / (b + 0.05) < 4.5) low.add(e.tagName + ' ' + style.color);
        }
        return [...low];
      })()
      """;
}
