package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * The message of a line that is a JSON object, among its own fields, and the error among these or
 * among those of an error object in it. Half an object is read as far as it goes.
 */
final class JsonMessage {
  /** Beyond this nobody looks. */
  private static final int FAR_ENOUGH = 16_384;

  /** The better ones first: a template tells more than what was made of it. */
  private static final String[] MESSAGES = {
    "@mt", "@m", "message", "msg", "event", "short_message", "textPayload", "log", "text", "body",
  };

  private static final String[] ERRORS = {
    "error",
    "err",
    "exception",
    "@x",
    "error.message",
    "exc_info",
    "stack_trace",
    "exception.message",
  };
  private static final String[] KINDS = {
    "type", "name", "class", "exception_class", "error.type", "exception.type",
  };

  private final String line;
  private final int end;
  private int at;
  private int depth;
  private boolean inError;
  private int rank = Integer.MAX_VALUE;
  private @Nullable String message;
  private @Nullable String error;
  private @Nullable String kind;

  JsonMessage(String line, int start) {
    this.line = line;
    at = start;
    end = Math.min(line.length(), start + FAR_ENOUGH);
  }

  @Nullable String read() {
    boolean key = true;
    while (at < end) {
      char c = line.charAt(at);
      if (c == '"') {
        int close = JsonLevel.closing(line, at + 1, end);
        int value = key ? valueAfter(close) : -1;
        if (value >= 0) {
          field(at + 1, close, value);
        } else {
          at = close + 1;
        }
        key = false;
      } else {
        key = c == ',' || c == '{' || (key && c <= ' ');
        bracket(c);
        at++;
      }
    }
    String fault = kind == null || inKind() ? error : kind + (error == null ? "" : ": " + error);
    return Message.joined(message, fault);
  }

  private boolean inKind() {
    return error != null && kind != null && error.contains(kind);
  }

  private void bracket(char c) {
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
      inError &= depth > 1;
    }
  }

  /** Where the value begins that belongs to a key; -1 if this was none. */
  private int valueAfter(int close) {
    int colon = blanks(close + 1);
    return colon < end && line.charAt(colon) == ':' ? blanks(colon + 1) : -1;
  }

  private int blanks(int from) {
    int next = from;
    while (next < end && line.charAt(next) <= ' ') {
      next++;
    }
    return next;
  }

  private void field(int from, int to, int value) {
    at = value;
    boolean errors = depth == 1 && rank(ERRORS, from, to) < ERRORS.length;
    if (value >= end || line.charAt(value) != '"') {
      inError |= errors && value < end && line.charAt(value) == '{';
      return;
    }
    int close = JsonLevel.closing(line, value + 1, end);
    at = close + 1;
    if (errors) {
      error = error == null ? Message.unescaped(line, value + 1, close) : error;
    } else if (inError && depth == 2) {
      inner(from, to, Message.unescaped(line, value + 1, close));
    } else if (depth == 1) {
      outer(from, to, value + 1, close);
    }
  }

  private void outer(int from, int to, int value, int close) {
    int found = rank(MESSAGES, from, to);
    if (found < Math.min(rank, MESSAGES.length)) {
      rank = found;
      message = Message.unescaped(line, value, close);
    } else if (rank(KINDS, from, to) > 3 && rank(KINDS, from, to) < KINDS.length) {
      kind = Message.unescaped(line, value, close);
    }
  }

  private void inner(int from, int to, String value) {
    if (rank(MESSAGES, from, to) < MESSAGES.length) {
      error = value;
    } else if (rank(KINDS, from, to) < KINDS.length) {
      kind = value;
    }
  }

  private int rank(String[] keys, int from, int to) {
    int rank = 0;
    while (rank < keys.length
        && !(keys[rank].length() == to - from && line.startsWith(keys[rank], from))) {
      rank++;
    }
    return rank;
  }
}
