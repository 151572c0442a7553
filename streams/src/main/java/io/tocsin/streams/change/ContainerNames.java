package io.tocsin.streams.change;

import java.util.regex.Pattern;

/** What a container is called once Compose is done with it. */
public final class ContainerNames {
  /** While Compose replaces a container, an id stands before its name. */
  private static final Pattern REPLACED = Pattern.compile("^[0-9a-f]{8,64}_(?=.)");

  private ContainerNames() {}

  /** {@code shop_db_1} for {@code ca34959b1f20_shop_db_1}. */
  public static String lasting(String name) {
    return REPLACED.matcher(name).replaceFirst("");
  }
}
