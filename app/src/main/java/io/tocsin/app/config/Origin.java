package io.tocsin.app.config;

/**
 * Where a value comes from.
 *
 * @param place {@code --data}, {@code TOCSIN_DATA}, {@code tocsin.yml:3} or {@code default}
 */
public record Origin(String place) {
  public static final Origin DEFAULT = new Origin("default");
}
