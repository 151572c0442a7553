package io.tocsin.app.report.page;

/** A piece of running text. All of it may be foreign: the writers make it harmless. */
public sealed interface Span {
  /** As it is. */
  record Plain(String text) implements Span {}

  /** What the eye shall find. */
  record Strong(String text) implements Span {}

  /** What a machine wrote: a line of a log, a name, a command. */
  record Quoted(String text) implements Span {}

  /** A link to a file beside the page, or to a heading of it; never to foreign addresses. */
  record Link(String target, String text) implements Span {
    public Link {
      if (!target.matches("#?[A-Za-z0-9][A-Za-z0-9_./-]*")) {
        throw new IllegalArgumentException("no link within the report: " + target);
      }
    }
  }

  static Span text(String text) {
    return new Plain(text);
  }

  static Span strong(String text) {
    return new Strong(text);
  }

  static Span quoted(String text) {
    return new Quoted(text);
  }
}
