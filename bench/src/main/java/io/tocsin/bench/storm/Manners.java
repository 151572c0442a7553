package io.tocsin.bench.storm;

import java.time.Duration;
import java.time.Instant;

/** How a receiver behaves over the storm. */
interface Manners {
  /**
   * What it does with its next post.
   *
   * @param count how many posts came before
   * @param now when this one comes
   */
  Conduct next(int count, Instant now);

  static Manners calm() {
    return (count, now) -> Conduct.TAKES;
  }

  /** Fails two times of three. */
  static Manners failing() {
    return (count, now) -> count % 3 == 2 ? Conduct.TAKES : Conduct.FAILS;
  }

  /** Hangs at every eighth. */
  static Manners hanging() {
    return (count, now) -> count % 8 == 7 ? Conduct.HANGS : Conduct.TAKES;
  }

  /** Closes the connection at every second, half of the times after it has taken the post. */
  static Manners closing() {
    return (count, now) ->
        switch (count % 4) {
          case 1 -> Conduct.HANGS_UP;
          case 3 -> Conduct.TAKES_AND_HANGS_UP;
          default -> Conduct.TAKES;
        };
  }

  /** Sends the first so many elsewhere. */
  static Manners redirecting(int first) {
    return (count, now) -> count < first ? Conduct.REDIRECTS : Conduct.TAKES;
  }

  /** Takes one in so long, and says no in a yes to every tenth. */
  static Manners chat(Duration pace) {
    Manners paced = busy(1, pace);
    return (count, now) -> count % 10 == 9 ? Conduct.SAYS_NO_IN_A_YES : paced.next(count, now);
  }

  /** Takes so many in so long; one that came too early does not count. */
  static Manners busy(int most, Duration window) {
    return new Limited(most, window);
  }

  /** A sliding window. Used by one thread at a time. */
  final class Limited implements Manners {
    private final Instant[] taken;
    private final Duration window;
    private int next;

    Limited(int most, Duration window) {
      this.taken = new Instant[most];
      this.window = window;
      java.util.Arrays.fill(taken, Instant.MIN);
    }

    @Override
    public Conduct next(int count, Instant now) {
      if (taken[next].isAfter(now.minus(window))) {
        return Conduct.BUSY;
      }
      taken[next] = now;
      next = (next + 1) % taken.length;
      return Conduct.TAKES;
    }
  }
}
