package io.tocsin.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"error\",\"msg\":\"x\"}",
        "{\"time\":\"2026-11-21T10:00:00Z\",\"severity\": \"CRITICAL\",\"message\":\"x\"}",
        "{\"level\":50,\"time\":1,\"msg\":\"pino\"}",
        "{\"level\":3,\"short_message\":\"gelf\"}",
        "{\"t\":{\"$date\":\"x\"},\"s\":\"E\",\"c\":\"NETWORK\",\"msg\":\"mongo\"}",
        "{\"ctx\":{\"level\":\"info\"},\"levelname\":\"ERROR\"}",
        "{\"@t\":\"2026\",\"@l\":\"Fatal\",\"@m\":\"serilog\"}",
        "{\"log.level\":\"ERROR\",\"message\":\"ecs\"}",
        "time=\"2026-11-21T10:00:00Z\" level=error msg=\"logrus\"",
        "ts=2026-11-21T10:00:00Z caller=main.go:1 level=error msg=x",
        "level=fatal msg=x",
        "2026-11-21 10:00:00,123 - myapp.module - ERROR - failed",
        "2026-11-21 10:00:00,123 - myapp - ERROR - failed",
        "2026-11-21 10:00:00,123 ERROR root: failed",
        "ERROR:root:failed",
        "CRITICAL:app.db:failed",
        "2026-11-21 10:00:00.123 ERROR 1 --- [nio-8080-exec-1] c.acme.Shop : failed",
        "2026-11-21T10:00:00.123+01:00 ERROR 1 --- [shop] [main] c.a.S : failed",
        "10:00:00.123 [main] ERROR com.acme.Shop - failed",
        "2026-11-21 10:00:00,123 [http-nio-1] ERROR com.acme.Shop - failed",
        "[2026-11-21 10:00:00,000] ERROR Failed to append (kafka.server.ReplicaManager)",
        "SEVERE: Servlet.service() threw",
        "E1121 10:00:00.000000       1 reflector.go:138] failed",
        "F1121 10:00:00.000000       1 main.go:1] fatal",
        "2026-11-21T10:00:00.000Z\terror\tpkg/file.go:10\tzap failed",
        "2026-11-21T10:00:00.000Z\tERROR\tpkg/file.go:10\tzap failed",
        "<11>Nov 21 10:00:00 host app[1]: syslog error",
        "2026/11/21 10:00:00 [error] 7#7: *1 connect() failed",
        "2026/11/21 10:00:00 [emerg] 1#1: bind() failed",
        "[Fri Nov 21 10:00:00.123456 2026] [core:error] [pid 7:tid 1] failed",
        "ERROR:    Exception in ASGI application",
        "[2026-11-21 10:00:00 +0000] [7] [ERROR] Exception in worker process",
        "2026-11-21 10:00:00.000 UTC [123] ERROR:  relation \"x\" does not exist",
        "2026-11-21 10:00:00.000 UTC [123] shop@shop FATAL:  password authentication failed",
        "[2026-11-21T10:00:00Z ERROR my_crate] failed",
        "2026-11-21T10:00:00.000000Z ERROR my_crate::module: failed",
        "\u001b[2m2026-11-21T10:00:00.000000Z\u001b[0m \u001b[31mERROR\u001b[0m my_crate: failed",
        "fail: Microsoft.AspNetCore.Server.Kestrel[13]",
        "crit: Microsoft.Hosting[0]",
        "[10:00:00 ERR] serilog failed",
        "2026-11-21T10:00:00.000000Z 0 [ERROR] [MY-010119] [Server] Aborting",
        "E, [2026-11-21T10:00:00.123456 #1] ERROR -- : failed",
        "10:00:00.123 [error] GenServer terminating",
        "[Nest] 1  - 11/21/2026, 10:00:00 AM   ERROR [ExceptionsHandler] failed",
        "ERROR failed",
        "[ERROR] failed",
        "error: failed",
        "ERROR | 2026-11-21 | failed",
        "2026-11-21 10:00:00 | ERROR    | module:function:12 - loguru failed",
      })
  void findsErrors(String line) {
    assertThat(LevelReader.read(line).isError()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no error at all",
        "finished with 0 errors",
        "INFO the last ERROR was mended",
        "2026-11-21 10:00:00 INFO no ERROR found",
        "2026-11-21 10:00:00 INFO GET /error 200",
        "10.0.0.1 - - [21/Nov/2026:10:00:00 +0000] \"GET /api/ERROR HTTP/1.1\" 200 12",
        "10.0.0.1 - - [21/Nov/2026:10:00:00 +0000] \"GET /x HTTP/1.1\" 500 12",
        "INFO:     10.0.0.1:5000 - \"GET /error HTTP/1.1\" 200 OK",
        "{\"level\":\"info\",\"msg\":\"error\",\"error\":\"none\"}",
        "{\"level\":30,\"msg\":\"ERROR\"}",
        "{\"msg\":\"level error\",\"nested\":{\"level\":\"error\"}}",
        "{\"msg\":\"broken \\\"level\\\":\\\"error\\\"",
        "{\"level\":",
        "time=x level=info msg=\"level=error\"",
        "Completed the ERROR check",
        "Retrying after an error: connection refused",
        "WARN  c.a.Shop - ERROR code 5",
        "W1121 10:00:00.000000       1 reflector.go:138] error",
        "2026/11/21 10:00:00 [notice] 1#1: error log opened",
        "<14>Nov 21 10:00:00 host app[1]: error",
        "2026-11-21 10:00:00.000 UTC [123] LOG:  database system is ready",
        "warn: Microsoft.AspNetCore[0] error",
        "Listening on http://localhost/error",
        "errors: 0, warnings: 3",
      })
  void findsNone(String line) {
    assertThat(LevelReader.read(line).isError()).isFalse();
  }
}
