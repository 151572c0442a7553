package io.tocsin.collector.publish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a lane's spool to the broker, segment by segment, each in small pieces. How far it has come
 * is kept beside the segment after each piece, so that a process that is killed meanwhile sends no
 * more than one piece twice.
 */
final class SpoolDrain {
  /** How much is sent before it is awaited and noted; and so the most that can come twice. */
  static final int PIECE_BYTES = 32 << 10;

  /** After so long other lanes have their turn: a flood in one must not keep the others waiting. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final Logger LOG = LoggerFactory.getLogger(SpoolDrain.class);

  private final TopicLane lane;
  private final TopicLane.Wiring wiring;
  private @Nullable SpoolSegment segment;
  private List<Outgoing> records = List.of();
  private int sent;
  private int noted;

  SpoolDrain(TopicLane lane, TopicLane.Wiring wiring) {
    this.lane = lane;
    this.wiring = wiring;
  }

  /**
   * Sends for one turn, as far as the broker takes it; true when nothing is left. One thread at a
   * time.
   */
  boolean run() {
    long end = System.nanoTime() + TURN_NANOS;
    for (SpoolSegment next = take(); next != null; next = take()) {
      if (!send(next, end)) {
        return false;
      }
      wiring.spool().remove(lane.lane(), next);
      segment = null;
    }
    return true;
  }

  private @Nullable SpoolSegment take() {
    while (segment == null) {
      SpoolSegment oldest = wiring.spool().oldest(lane.lane());
      if (oldest == null) {
        return null;
      }
      if (read(oldest)) {
        segment = oldest;
      }
    }
    return segment;
  }

  private boolean read(SpoolSegment oldest) {
    sent = 0;
    noted = 0;
    try {
      records = oldest.read();
      return true;
    } catch (IOException e) {
      LOG.warn("{}: a spool file cannot be read and is lost", lane.topic(), e);
      wiring.meters().lost(lane.lane(), "spool", oldest.asLoss().records());
      wiring.spool().remove(lane.lane(), oldest);
      return false;
    }
  }

  /** What was sent before the broker went away again is still on its way: it is not sent twice. */
  private boolean send(SpoolSegment from, long end) {
    while (sent < records.size() || noted < sent) {
      if (System.nanoTime() > end) {
        return false;
      }
      for (int bytes = 0; bytes < PIECE_BYTES && sent < records.size(); sent++) {
        if (!lane.sendSpooled(records.get(sent))) {
          return false;
        }
        bytes += records.get(sent).size();
      }
      if (!lane.awaitLanding()) {
        return false;
      }
      note(from);
    }
    return true;
  }

  private void note(SpoolSegment from) {
    try {
      from.taken(sent - noted);
      noted = sent;
    } catch (IOException e) {
      LOG.debug("{}: the place in the spool could not be kept", lane.topic(), e);
      noted = sent;
    }
  }
}
