package io.tocsin.app.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who asks: a program or a person on this machine, a page of ours, or anybody. */
final class Caller {
  private Caller() {}

  /** Whether the request comes from this machine and was handed on by nobody. */
  static boolean isLocal(Context context) {
    boolean isHandedOn =
        context.header("X-Forwarded-For") != null || context.header("Forwarded") != null;
    return !isHandedOn && isLoopback(context.ip());
  }

  /**
   * A program on this machine, or a page of ours that is looked at there. A page of another site
   * cannot change anything by its visitor's browser: it says where it comes from.
   */
  static void checkMayChange(Context context) {
    if (!isLocal(context) || !isOwnOrNone(context)) {
      throw new ForbiddenResponse("Only this machine may change anything: use the command line.");
    }
  }

  /** Whether a form was sent from a page of ours. */
  static boolean isFromOwnPage(Context context) {
    return context.header("Origin") != null && isOwnOrNone(context);
  }

  private static boolean isOwnOrNone(Context context) {
    String origin = context.header("Origin");
    return origin == null || origin.endsWith("//" + context.header("Host"));
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
