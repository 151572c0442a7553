package io.tocsin.streams.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.testkit.Containers;
import io.tocsin.telemetry.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CluesTest {
  private final ChangeLedger ledger = new ChangeLedger(null);

  /** Lines as real programs write them, and what the advice on them begins with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ModuleNotFoundError: No module named 'yaml' | shop:1 has no Python module yaml: add",
        "ImportError: cannot import name 'Order' from 'shop.models' (/app/shop/models.py) |"
            + " shop.models has no Order: mend",
        "Error: Cannot find module 'express' | shop:1 has no Node module express",
        "Error: Cannot find module './routes' | There is no file ./routes in shop:1",
        "Exception in thread main java.lang.NoClassDefFoundError: org/slf4j/Logger | The class"
            + " org.slf4j.Logger is not on the class path of shop:1",
        "app: error while loading shared libraries: libpq.so.5: cannot open shared object file |"
            + " shop:1 lacks the library libpq.so.5",
        "/entry.sh: line 4: gunicorn: not found | ",
        "sh: gunicorn: not found | shop:1 has no command gunicorn",
        "/bin/sh: 1: gunicorn: not found | shop:1 has no command gunicorn",
        "bash: line 1: gunicorn: command not found | shop:1 has no command gunicorn",
        "standard_init_linux.go:228: exec user process caused: exec format error | shop:1 is built"
            + " for another processor",
        "KeyError: 'DATABASE_URL' | It asks for the environment variable DATABASE_URL, which the"
            + " container does not have",
        "KeyError: 'PATH' | ",
        "Error: environment variable SECRET_KEY is not set | It asks for the environment variable"
            + " SECRET_KEY",
        "SECRET_KEY must be set | It asks for the environment variable SECRET_KEY",
        "FileNotFoundError: [Errno 2] No such file or directory: '/etc/shop.yml' | There is no"
            + " /etc/shop.yml in the container",
        "panic: open /etc/shop.yml: no such file or directory | There is no /etc/shop.yml in the"
            + " container",
        "write /data/log: no space left on device | A disk of host1 is full",
        "sh: can't fork: Resource temporarily unavailable | api may have 50 processes and threads"
            + " and has them all; raise pids_limit to 100: docker update --pids-limit 100"
            + " shop-api-1",
        "java.lang.OutOfMemoryError: unable to create native thread | api may have 50 processes",
        "accept: too many open files | It has as many files and connections open",
        "java.lang.OutOfMemoryError: Java heap space | The program's own bound on memory",
        "OSError: [Errno 98] Address already in use | The port that it listens on is taken",
        "Error: listen EADDRINUSE: address already in use :::3000 | Port 3000 is taken",
        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use) | Port 80 is"
            + " taken",
        "listen tcp :8000: bind: address already in use | Port 8000 is taken",
        "[Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in"
            + " use | Port 8000 is taken",
        "PermissionError: [Errno 13] Permission denied: '/data/db' | It may not use /data/db.",
        "cannot create /data/x: Permission denied | It may not use /data/x.",
        "OSError: [Errno 30] Read-only file system: '/data/x' | It may not write to /data/x",
        "tls: certificate has expired or is not yet valid | A certificate has expired",
        "could not connect to server: Connection refused Is the server running on host \"db\""
            + " (10.0.0.2) and accepting TCP/IP connections on port 5432? | api cannot reach db on"
            + " port 5432",
        "connection to server at \"db\" (172.18.0.2), port 5432 failed: Connection refused | api"
            + " cannot reach db on port 5432",
        "2026-11-21T10:00:05Z dial tcp 172.18.0.2:5432: connect: connection refused | api cannot"
            + " reach 172.18.0.2 on port 5432",
        "2026/11/21 10:00:05 main.go:42: dial tcp db:5432: connect: connection refused | api cannot"
            + " reach db on port 5432",
        "Error: connect ECONNREFUSED 172.18.0.2:6379 | api cannot reach 172.18.0.2 on port 6379",
        "connect() failed (111: Connection refused) while connecting to upstream, upstream:"
            + " \"http://backend:8000/\" | api cannot reach backend on port 8000",
        "redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused."
            + " | api cannot reach cache on port 6379",
        "10:00:05 connection refused | ",
        "could not translate host name \"db\" to address: Name or service not known | It does not"
            + " know the name db",
        "Error: getaddrinfo ENOTFOUND db | It does not know the name db",
        "dial tcp: lookup db on 127.0.0.11:53: no such host | It does not know the name db",
        "nginx: [emerg] host not found in upstream \"backend:8000\" in /etc/nginx.conf | It does"
            + " not know the name backend",
        "wget: bad address 'db:8080' | It does not know the name db",
        "FATAL: password authentication failed for user \"shop\" | The password of the user shop"
            + " was refused",
        "FATAL: sorry, too many clients already | The database has as many connections as it takes",
        "all is well | ",
        "listening on port 8000 | ",
      })
  void readsWhatProgramsSay(String line, String begins) {
    List<String> advice = new Clues().of(context(List.of(line)));

    if (begins == null || begins.isBlank()) {
      assertThat(advice).isEmpty();
    } else {
      assertThat(advice).hasSize(1);
      assertThat(advice.get(0)).startsWith(begins);
    }
  }

  @Test
  void namesAnImageWithoutANameByItsShortId() {
    String id = "sha256:7b36d9b1e7a6" + "0".repeat(52);
    ledger.learn(Containers.of("api").created("a", -9_000).image(id).seen(-8_999));

    assertThat(new Clues().of(new Clues.Context(place(), List.of("sh: gunicorn: not found"))))
        .singleElement()
        .asString()
        .startsWith("7b36d9b1e7a6 has no command gunicorn");
  }

  @Test
  void theLastWordsCountMost() {
    assertThat(
            new Clues()
                .of(
                    context(
                        List.of(
                            "dial tcp db:5432: connect: connection refused",
                            "no space left on device",
                            "KeyError: 'TOKEN'",
                            "at exit"))))
        .hasSize(2)
        .satisfies(
            advice -> assertThat(advice.get(0)).contains("TOKEN"),
            advice -> assertThat(advice.get(1)).contains("disk"));
  }

  @Test
  void hostileLinesAreReadFast() {
    String nasty = "connection refused " + "a.".repeat(120) + " host \"" + ":1".repeat(100);
    long before = System.nanoTime();

    for (int i = 0; i < 20; i++) {
      new Clues().of(context(List.of(nasty, nasty.replace('a', ' '), "'".repeat(500))));
    }

    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  private Clues.Context context(List<String> lines) {
    ledger.learn(
        Containers.of("api").created("a", -9_000).environment("PATH").processes(50).seen(-8_999));
    return new Clues.Context(place(), lines);
  }

  private Place place() {
    return Place.of(ledger, new Subject("host1", "shop", "api"), "shop-api-1", Containers.at(0));
  }
}
