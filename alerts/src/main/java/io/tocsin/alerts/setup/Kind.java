package io.tocsin.alerts.setup;

import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.template.TemplateText;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of receiver.
 *
 * @param key what it is called in the configuration file
 * @param title what people call it
 * @param fields what can be set, besides a name and a template
 * @param shipped the template that lays its messages out where people wrote none
 * @param maker makes the receiver of what was given; connects to nothing
 */
public record Kind(
    String key,
    String title,
    List<Field> fields,
    TemplateText shipped,
    Function<Given, Receiver> maker) {
  public Kind {
    fields = List.copyOf(fields);
  }
}
