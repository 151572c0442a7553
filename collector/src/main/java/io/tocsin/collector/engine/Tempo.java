package io.tocsin.collector.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as the client needs it: it passes, and it can be waited for. */
interface Tempo {
  /** The machine's own. */
  Tempo REAL =
      new Tempo() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration wait) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
      };

  /** Nanoseconds since some moment. */
  long nanos();

  void pause(Duration wait) throws InterruptedException;

  /** The same time as a clock that knows no date. */
  default Clock clock() {
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return java.time.ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos());
      }
    };
  }
}
