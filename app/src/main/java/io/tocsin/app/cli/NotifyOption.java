package io.tocsin.app.cli;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Retelling;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.app.config.Settings;
import io.tocsin.app.terminal.Inert;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a replay tells somebody: never, unless somebody says whom. */
final class NotifyOption {
  /** More would be a flood, whatever was meant. */
  private static final int MOST = 50;

  private static final int TRIES = 5;
  private static final int NOT_TAKEN = 3;

  @Option(
      names = "--notify",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RECEIVER",
      description =
          "tell this receiver what was found, each incident once, marked as a replay (default:"
              + " nobody is told); by its name or its kind, not needed where there is only one")
  private @Nullable String receiver;

  boolean isGiven() {
    return receiver != null;
  }

  /** Who is to be told; looked for before anything is played. */
  Optional<ReceiverConfig> chosen(Settings settings) {
    return Optional.ofNullable(receiver)
        .map(name -> ChosenReceiver.of(settings.receivers().all(), name.isEmpty() ? null : name));
  }

  /** Tells it; 0 if all was taken. */
  static int tell(Session session, ReceiverConfig receiver, List<Incident> found) {
    try (Retelling retelling = new Retelling(receiver, Instant.now())) {
      List<Incident> wanted = retelling.of(found);
      int kept = found.size() - wanted.size();
      if (kept > 0) {
        say(session, "%d incidents are not for %s.".formatted(kept, receiver.name()));
      }
      if (wanted.size() > MOST) {
        say(
            session,
            "%d incidents are more than %d: of the rest nobody is told. Take a shorter range, or"
                    .formatted(wanted.size(), MOST)
                + " --incident ID.");
      }
      return tellAll(session, receiver, retelling, wanted.stream().limit(MOST).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_TAKEN;
    }
  }

  private static int tellAll(
      Session session, ReceiverConfig receiver, Retelling retelling, List<Incident> wanted)
      throws InterruptedException {
    int code = 0;
    for (Incident incident : wanted) {
      Reply reply = tell(session, retelling, incident);
      boolean isTaken = reply instanceof Reply.Accepted;
      say(
          session,
          receiver.name() + (isTaken ? " has taken: " : " has not taken: ") + incident.title());
      if (!isTaken) {
        say(session, "  " + reason(reply));
        code = NOT_TAKEN;
      }
      if (reply instanceof Reply.Failed || session.stop().isRequested()) {
        say(session, "Nobody is told of what is left; it would fare no better.");
        return NOT_TAKEN;
      }
    }
    return code;
  }

  private static Reply tell(Session session, Retelling retelling, Incident incident)
      throws InterruptedException {
    Reply reply = new Reply.Failed("nobody has tried");
    for (int i = 0; i < TRIES && reply instanceof Reply.Failed; i++) {
      Instant now = Instant.now();
      boolean isFree = !retelling.free().isAfter(now);
      if (!isFree && session.stop().await(Duration.between(now, retelling.free()))) {
        return reply;
      }
      reply = retelling.tell(incident, Instant.now());
    }
    return reply;
  }

  private static String reason(Reply reply) {
    return reply instanceof Reply.Refused refused
        ? refused.reason()
        : reply instanceof Reply.Failed failed ? failed.reason() : "";
  }

  /** Beside the outcome, which may be JSON. */
  private static void say(Session session, String text) {
    session.terminal().note(Inert.text(text));
  }
}
