package io.tocsin.app.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may have come from this page rather than from a foreign web site whose name was
 * pointed at this address (DNS rebinding). An address cannot be rebound, and neither can a name
 * without a dot, such as a Compose service; any other name must have been configured.
 */
final class HostGuard {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d+$");

  private final Set<String> names;

  HostGuard(Collection<String> names) {
    this.names =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  boolean allows(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return false;
    }
    if (header.startsWith("[")) {
      return true;
    }
    String name = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
    return name.indexOf('.') < 0
        || IPV4.matcher(name).matches()
        || name.endsWith(".localhost")
        || names.contains(name);
  }
}
