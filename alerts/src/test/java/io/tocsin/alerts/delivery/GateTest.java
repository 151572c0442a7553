package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private final List<URI> posted = new ArrayList<>();
  private final Gate gate =
      new Gate(
          message -> {
            posted.add(message.url());
            return new Reply.Accepted();
          },
          List.of(URI.create("http://10.0.0.7:8080/hooks/s3cr3t")));

  @Test
  void letsPostsGoWhereTheOperatorHasSaidWhateverThePath() throws InterruptedException {
    assertThat(post("http://10.0.0.7:8080/another")).isInstanceOf(Reply.Accepted.class);
  }

  @Test
  void letsPostsGoToPublicAddresses() throws InterruptedException {
    assertThat(post("https://93.184.215.14/in")).isInstanceOf(Reply.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.7:9090/hooks", // the operator's host, another port
        "https://10.0.0.7:8080/hooks", // another scheme
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://224.0.0.1/"
      })
  void refusesWhatStandsBehindTheFirewall(String url) throws InterruptedException {
    assertThat(post(url)).isInstanceOf(Reply.Refused.class);
    assertThat(posted).isEmpty();
  }

  @Test
  void triesAgainWhatCannotBeResolvedNow() throws InterruptedException {
    Reply reply = post("http://no-such-host.invalid/s3cr3t");

    assertThat(reply).isInstanceOf(Reply.Failed.class);
    assertThat(reply.toString()).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "2001:db8::1"
      })
  void takesNoPublicAddressForAPrivateOne(String address) throws UnknownHostException {
    assertThat(Gate.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  private Reply post(String url) throws InterruptedException {
    return gate.post(new HttpMessage(URI.create(url), Map.of(), "{}"));
  }
}
