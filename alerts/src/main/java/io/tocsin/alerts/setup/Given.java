package io.tocsin.alerts.setup;

import io.tocsin.alerts.receiver.Address;
import io.tocsin.alerts.template.TemplateText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was set of a receiver. It never prints its values.
 *
 * @param name what people call the receiver, if they do
 * @param values by field; what was not given is not there
 */
public record Given(
    Optional<String> name, Map<String, List<String>> values, Optional<TemplateText> template) {
  public Given {
    values = Map.copyOf(values);
  }

  /** Without a name and a template. */
  public static Given of(Map<String, List<String>> values) {
    return new Given(Optional.empty(), values, Optional.empty());
  }

  public List<String> texts(String field) {
    return values.getOrDefault(field, List.of());
  }

  public Optional<String> text(String field) {
    return texts(field).stream().findFirst();
  }

  /** A field that is required or has a default. */
  public String need(String field) {
    return text(field).orElseThrow(() -> new IllegalArgumentException("no " + field));
  }

  public URI url(String field) {
    return URI.create(need(field).strip());
  }

  /** The name that people gave, else the kind, the host and a digest of what tells two apart. */
  public String nameOr(String kind, URI address) {
    return name.orElseGet(() -> Address.name(kind, address));
  }

  public Given with(TemplateText text) {
    return new Given(name, values, Optional.of(text));
  }

  @Override
  public String toString() {
    return "Given" + values.keySet();
  }
}
