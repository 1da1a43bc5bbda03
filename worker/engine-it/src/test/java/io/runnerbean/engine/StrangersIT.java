package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What anyone can do who reaches the port of a worker with a heap of 128 MiB. If it took memory for
 * what they announce, its process would end.
 */
@Timeout(300)
class StrangersIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String POST =
      "POST /job/run/Pausing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private static WorkerProcess worker;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    worker = WorkerProcess.small(POSTGRES.database());
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @AfterEach
  void stillRunsJobs() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(StrangersIT::answers);
  }

  /** It gives back the memory for a body only after it has noticed that its sender is gone. */
  private static boolean answers() throws Exception {
    return worker.post("/job/run/Nothing", Map.of(), "{}").statusCode() == 400;
  }

  @ParameterizedTest
  @ValueSource(longs = {1_048_577, 500_000_000, 1_500_000_000, 2_147_483_647, 99_999_999_999L})
  void takesNoMemoryForALongBody(long bytes) throws Exception {
    Socket socket = send(POST + "Content-Length: " + bytes + "\r\n\r\n");
    assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
  }

  @Test
  void takesNoMoreMemoryForBodiesThanItHas() throws Exception {
    open(100, POST + "Content-Length: 1048576\r\n\r\n{");
    assertThat(firstLine(sockets.getLast())).isEqualTo("HTTP/1.1 503 Service Unavailable");
  }

  @Test
  void readsChunksOnlyUpToTheLargestBody() throws Exception {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    Socket socket = send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));
    assertThat(firstLine(socket)).isIn("HTTP/1.1 413 Request Entity Too Large", null);
  }

  @Test
  void refusesHugeHeaders() throws Exception {
    Socket socket = send(POST + "X: " + "x".repeat(100_000));
    assertThat(firstLine(socket)).isIn("HTTP/1.1 400 Bad Request", null);
  }

  @Test
  void answersBesideManyIdleConnections() throws Exception {
    open(900, "");
    assertThat(answers()).isTrue();
  }

  /** Those above the limit wait in the kernel until the others are closed. */
  @Test
  void closesThousandsOfConnectionsThatAreTooSlow() throws Exception {
    Socket slowBody = send(POST + "Content-Length: 100\r\n\r\n{");
    Socket refusedBody = send(POST + "Content-Length: 2000000\r\n\r\n{");
    open(2_000, POST);
    assertThat(answers()).isTrue();
    awaitClose(slowBody);
    awaitClose(refusedBody);
  }

  private void open(int connections, String text) throws IOException {
    for (int i = 0; i < connections; i++) {
      send(text);
    }
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port());
    sockets.add(socket);
    socket.setSoTimeout(100_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /**
   * The first line of the answer; null: the connection is closed. TCP drops an answer if bytes
   * arrive for a closed connection.
   */
  private static @Nullable String firstLine(Socket socket) throws IOException {
    try {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    } catch (SocketException reset) {
      return null;
    }
  }

  private static void awaitClose(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
