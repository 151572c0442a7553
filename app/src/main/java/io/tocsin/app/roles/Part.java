package io.tocsin.app.roles;

import java.util.Locale;

/** What a process can do. */
public enum Part {
  COLLECT,
  DETECT,
  NOTIFY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
