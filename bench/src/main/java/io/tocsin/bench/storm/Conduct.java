package io.tocsin.bench.storm;

/** What a receiver does with one post. */
enum Conduct {
  /** Takes it and says so. */
  TAKES(true),
  /** Takes it, and closes the connection before it says so. */
  TAKES_AND_HANGS_UP(true),
  /** Closes the connection without a word. */
  HANGS_UP(false),
  /** Never says anything. */
  HANGS(false),
  /** 429, with Retry-After. */
  BUSY(false),
  /** 500. */
  FAILS(false),
  /** 302 to another address of its own, where nobody must ever come. */
  REDIRECTS(false),
  /** 200, and in the body that it did not take it and would later. */
  SAYS_NO_IN_A_YES(false);

  private final boolean takes;

  Conduct(boolean takes) {
    this.takes = takes;
  }

  boolean takes() {
    return takes;
  }
}
