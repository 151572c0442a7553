package io.tocsin.streams.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container from its creation to its removal, and what it was made of all the while. */
final class Life {
  private static final int MOST_VERSIONS = 20;

  private final String id;
  private final String name;
  private final Instant createdAt;
  private final List<Version> versions = new ArrayList<>();
  private @Nullable Instant removedAt;

  /** What it was made of from a moment on. */
  record Version(Instant at, Face face) {}

  Life(String id, String name, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant removedAt() {
    return removedAt;
  }

  List<Version> versions() {
    return versions;
  }

  void remove(@Nullable Instant at) {
    removedAt = at;
  }

  /** Takes in how it looked at a moment; facts older than the latest say nothing new. */
  void saw(Instant at, Face face) {
    if (versions.isEmpty()) {
      versions.add(new Version(createdAt, face)); // it was made so
      return;
    }
    Version last = versions.get(versions.size() - 1);
    Face known = last.face().completedBy(face);
    Face now = face.completedBy(last.face());
    versions.set(versions.size() - 1, new Version(last.at(), known));
    if (!now.equals(known) && at.isAfter(last.at())) {
      versions.add(new Version(at, now));
    }
    if (versions.size() > MOST_VERSIONS) {
      versions.remove(0);
    }
  }

  boolean existed(Instant at) {
    return !createdAt.isAfter(at) && (removedAt == null || removedAt.isAfter(at));
  }

  /** As it was first. */
  Face first() {
    return versions.get(0).face();
  }

  /** As it was at a moment, or first if that is before it was known. */
  Face at(Instant moment) {
    Face face = first();
    for (Version version : versions) {
      if (!version.at().isAfter(moment)) {
        face = version.face();
      }
    }
    return face;
  }
}
