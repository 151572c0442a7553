package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets posts go to the addresses that the operator has configured, wherever they are, and to others
 * only outside private networks: nothing that a receiver, a label or an incident says can make the
 * notifier speak to what stands behind the firewall.
 */
public final class Gate implements Http {
  private final Http http;
  private final Set<String> operators;

  /**
   * @param operators the addresses that the operator has configured
   */
  public Gate(Http http, Collection<URI> operators) {
    this.http = http;
    this.operators = operators.stream().map(Gate::origin).collect(Collectors.toSet());
  }

  @Override
  public Reply post(HttpMessage message) throws InterruptedException {
    URI url = message.url();
    if (!operators.contains(origin(url))) {
      try {
        if (Stream.of(InetAddress.getAllByName(url.getHost())).anyMatch(Gate::isPrivate)) {
          return new Reply.Refused(
              url.getHost() + " is in a private network and is not in the configuration");
        }
      } catch (UnknownHostException e) {
        return new Reply.Failed(url.getHost() + " cannot be resolved");
      }
    }
    return http.post(message);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getHost() + ':' + url.getPort();
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isUniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
    boolean isShared = bytes.length == 4 && first == 100 && (second & 0xc0) == 64;
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal
        || isShared;
  }
}
