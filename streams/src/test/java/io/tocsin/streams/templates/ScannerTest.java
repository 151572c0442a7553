package io.tocsin.streams.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannerTest {
  private final Scanner scanner = new Scanner();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "took 12 ms -> took <*>",
        "took 19.84 seconds to build -> took <*> to build",
        "size -> size",
        "sent 1,024 bytes (1.00 KB) -> sent <*> ( <*> )",
        "lifetime <1 sec -> lifetime <*>",
        "lifetime 00:01 -> lifetime <*>",
        "at 0x7ffe12ab in frame deadbeef -> at <*> in frame <*>",
        "request 123e4567-e89b-12d3-a456-426614174000 -> request <*>",
        "from 10.0.0.1:5432 -> from <*>",
        "from db-1.internal:5432 -> from <*>",
        "mac 5c:ab:be:4c:18:fe up -> mac <*> up",
        "address fe80::a:b:c lost -> address <*> lost",
        "open /var/lib/x.db failed -> open <*> failed",
        "open C:\\Windows\\x.dll failed -> open <*> failed",
        "GET https://a.b/c?d=e,f now -> GET <*> , f now",
        "read and/or write -> read and/or write",
        "user bob@example.com -> user <*>",
        "No module named 'requests' -> No module named <*>",
        "relation \"users\" does not exist -> relation <*> does not exist",
        "can't parse it -> can ' t parse it",
        "uid=0 euid=0 tty= x -> uid = <*> euid = <*> tty = <*>",
        "my id = 7, error = none -> my id = <*> , error = <*>",
        "ws=WorkSource{10057}, pid=1 -> ws = <*> , pid = <*>",
        "Temperature:41 -> Temperature : <*>",
        "ready true, last null -> ready <*> , last <*>",
        "illegal instruction......0 -> illegal instruction <*>",
        "2026-01-21 10:00:00,123 ERROR x -> <*> ERROR x",
        "at Sat Jul  9 11:35:59 2005 x -> at <*> x",
        "May I come in -> May I come in",
        "java.net.NoRouteToHostException: x -> java.net.NoRouteToHostException : x",
        "class org.acme.shop.Basket gone -> class <*> gone",
        "NameSystem.addStoredBlock: x -> NameSystem.addStoredBlock : x",
        "nodes 1, 2, 3 and 4 5 6 -> nodes <*> and <*>",
        "fans a=1 b=2 -> fans a = <*> b = <*>",
        "regs 1:2:3 4=x 5=y 6=z -> regs <*> = <*>",
        "sets n1 0x1 <ok> n2 0x2 <ok> n3 <ok> end -> sets <*> < ok > <*> < ok > end",
        "{\"code\": 7, \"state\": \"up\"} -> { code : <*> , state : <*> }",
        "exit () or (x) -> exit ( ) or ( x )",
      })
  void cutsMessages(String message, String tokens) {
    assertThat(scan(message)).isEqualTo(tokens);
  }

  @Test
  void passesOverColours() {
    assertThat(scan("\u001b[31mERROR\u001b[0m it broke")).isEqualTo("ERROR it broke");
  }

  @Test
  void isAtRestWithNothing() {
    assertThat(scan("")).isEmpty();
    assertThat(scan(" \t \r\u0000")).isEmpty();
  }

  @Test
  void looksAtABoundedBeginningAndCutsNoWordInTwo() {
    String longest = "word ".repeat(100_000);

    assertThat(scan(longest)).hasSizeLessThan(600).endsWith(" word");
  }

  @Test
  void hashesTheSameTokensAlike() {
    long hash = scanner.scan("took 12 ms for 'a'").hash();

    assertThat(scanner.scan("took  9.5 s for \"bc\"").hash()).isEqualTo(hash);
    assertThat(scanner.scan("took 12 ms from 'a'").hash()).isNotEqualTo(hash);
  }

  private String scan(String message) {
    return String.join(" ", scanner.scan(message).words());
  }
}
