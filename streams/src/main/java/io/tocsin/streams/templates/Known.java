package io.tocsin.streams.templates;

/** A template that the miner holds. */
final class Known {
  private final String id;
  private Pattern pattern;
  private Template template;
  private int uses;
  private long lastUse;

  Known(String id, Pattern pattern) {
    this.id = id;
    this.pattern = pattern;
    template = new Template(id, pattern.readable());
  }

  Known(TemplateMiner.Entry kept) {
    this(kept.id(), Pattern.of(kept.pattern()));
    uses = kept.uses();
    lastUse = kept.lastUse();
  }

  TemplateMiner.Entry entry() {
    return new TemplateMiner.Entry(id, pattern.stored(), uses, lastUse);
  }

  String id() {
    return id;
  }

  Template template() {
    return template;
  }

  Pattern pattern() {
    return pattern;
  }

  /** Becomes more general; its id stays. */
  void generalise(Pattern general) {
    pattern = general;
    template = new Template(id, general.readable());
  }

  void use(long now) {
    uses++;
    lastUse = now;
  }

  /** Older uses count for less. */
  void age() {
    uses /= 2;
  }

  int uses() {
    return uses;
  }

  long lastUse() {
    return lastUse;
  }

  /** Takes the uses of a template over that has become a part of this one. */
  void absorb(Known other) {
    uses += other.uses;
    lastUse = Math.max(lastUse, other.lastUse);
  }
}
