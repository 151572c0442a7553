package io.tocsin.app.report.page;

import java.util.List;

/** Numbers as a row of blocks, for where nothing can be drawn. */
final class Spark {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int MOST = 72;

  private Spark() {}

  static String of(List<Long> values) {
    int group = Math.max(1, (values.size() + MOST - 1) / MOST);
    long[] sums = new long[(values.size() + group - 1) / group];
    long most = 1;
    for (int i = 0; i < values.size(); i++) {
      sums[i / group] += values.get(i);
      most = Math.max(most, sums[i / group]);
    }
    StringBuilder row = new StringBuilder();
    for (long sum : sums) {
      row.append(sum == 0 ? ' ' : BLOCKS.charAt((int) (sum * (BLOCKS.length() - 1) / most)));
    }
    return row.toString();
  }
}
