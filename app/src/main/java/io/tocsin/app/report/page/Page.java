package io.tocsin.app.report.page;

import java.util.List;

/**
 * A page.
 *
 * @param kicker what stands small above the title, such as the severity
 * @param footer how the page was made
 */
public record Page(String kicker, String title, List<Block> blocks, String footer) {
  public Page {
    blocks = List.copyOf(blocks);
  }
}
