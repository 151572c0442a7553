package io.tocsin.app.replay;

import java.util.ArrayList;
import java.util.List;

/** Records that could not be read and detectors that failed: counted, the first ones told. */
final class Trouble {
  private static final int MOST = 5;

  private final List<String> told = new ArrayList<>();
  private long unreadable;
  private long failed;

  synchronized void unreadable(String why) {
    if (unreadable++ < MOST) {
      told.add("a record cannot be read: " + why);
    }
  }

  synchronized void failed(String why) {
    if (failed++ < MOST) {
      told.add(why);
    }
  }

  synchronized List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (unreadable > 0) {
      remarks.add("%,d records could not be read and were left out.".formatted(unreadable));
    }
    if (failed > 0) {
      remarks.add("Detectors failed on %,d records; the others went on.".formatted(failed));
    }
    remarks.addAll(told);
    return remarks;
  }
}
