package io.tocsin.alerts.setup;

import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.template.TemplateText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
  /** What the rate is called in the configuration file. */
  public static final String RATE = "rate";

  /** What the wish for the daily digest is called in the configuration file. */
  public static final String DIGEST = "digest";

  /** Where people read along; more than that in a minute nobody does. */
  private static final Set<String> CHATS =
      Set.of("slack", "teams", "discord", "mattermost", "telegram");

  /** These keep each incident open until its end comes, and put many together by themselves. */
  private static final Set<String> PAGERS = Set.of("pagerduty", "opsgenie", "alertmanager");

  /** With the rate and the digest, where they can be set. */
  public Kind {
    fields =
        PAGERS.contains(key)
            ? List.copyOf(fields)
            : Stream.concat(fields.stream(), Stream.of(rate(CHATS.contains(key)), DAILY)).toList();
  }

  private static final Field DAILY =
      Field.text(DIGEST, "whether it is told once a day what pages nobody")
          .checkedBy(
              text ->
                  Set.of("true", "false").contains(text)
                      ? Optional.empty()
                      : Optional.of("Write true or false"))
          .or("false");

  private static Field rate(boolean isChat) {
    return Field.text(RATE, "at most so many messages in such a time, as 20/1m; off for no limit")
        .checkedBy(
            text ->
                text.equals("off") || RateLimit.parse(text).isPresent()
                    ? Optional.empty()
                    : Optional.of("Write a number and a time, such as 20/1m, or off"))
        .or(isChat ? "20/1m" : "off");
  }
}
