package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends ten thousand odd requests that no job accepts to a worker with a heap of 128 MiB. Each is
 * answered on its connection, none with a 5xx. No job runs, and the worker's memory does not grow.
 * {@code -Dfuzz.seed=N} repeats a run. The environment variable {@value #VARIABLE} sets the number
 * of requests, up to millions.
 */
@Timeout(7200)
class FuzzIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String VARIABLE = "RUNNERBEAN_FUZZ_REQUESTS";
  private static final int REQUESTS =
      Integer.parseInt(System.getenv().getOrDefault(VARIABLE, "10000"));

  /**
   * What the JVM needs outside of its heap for code that becomes hot late. A leak in the heap ends
   * the worker.
   */
  private static final int MOST_GROWTH = 64;

  @Test
  void answersOddRequestsWithoutAServerError() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.printf("%,d requests, fuzz.seed=%d%n", REQUESTS, seed);
    OddRequests odd = new OddRequests(new SplittableRandom(seed));
    Map<Integer, Integer> statuses = new TreeMap<>();
    PostgresDatabase database = POSTGRES.database();
    long warm = 0;
    try (WorkerProcess worker = WorkerProcess.small(database);
        Connection connection = new Connection(worker.port())) {
      for (int i = 0; i < REQUESTS; i++) {
        if (i == REQUESTS / 4) {
          warm = worker.residentMebibytes();
        }
        byte[] request = odd.next();
        int status = connection.answer(request);
        statuses.merge(status, 1, Integer::sum);
        String text = new String(request, StandardCharsets.ISO_8859_1);
        assertThat(status)
            .as(text)
            .satisfiesAnyOf(
                refused -> assertThat(refused).isBetween(400, 499),
                accepted -> {
                  assertThat(accepted).isEqualTo(200);
                  assertThat(text).containsIgnoringCase("Sqsd-Msgid");
                });
      }
      long end = worker.residentMebibytes();
      System.out.printf("memory: %d MiB after a quarter, %d MiB at the end%n", warm, end);
      assertThat(end).as("MiB of memory").isLessThan(warm + MOST_GROWTH);
      assertThat(database.query("select text from note")).isEmpty();
      assertThat(
              database.query("select id from runnerbean.run where state not in ('dead', 'queued')"))
          .isEmpty();
      assertThat(
              database.query(
                  """
                  select id from runnerbean.run
                  except select run_id from runnerbean.dead_letter
                  except select run_id from runnerbean.job_queue
                  """))
          .as("each accepted message is a dead letter or queued")
          .isEmpty();
    }
    System.out.println("statuses: " + statuses);
  }

  /** A connection that is opened again after the worker has said that it closes it. */
  private static final class Connection implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;

    Connection(int port) throws IOException {
      this.port = port;
      this.socket = open();
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request, reads one complete answer and returns its status. */
    int answer(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      String head = head(in);
      assertThat(head)
          .as(() -> "lost connection after " + new String(request, StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 ");
      int length = Integer.parseInt(head.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
      in.skipNBytes(length);
      if (head.contains("Connection: close")) {
        socket.close();
        socket = open();
        in = new BufferedInputStream(socket.getInputStream());
      }
      return Integer.parseInt(head.substring(9, 12));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    private Socket open() throws IOException {
      Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
      opened.setTcpNoDelay(true);
      opened.setSoTimeout(60_000);
      return opened;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
      if (matched == 4) {
        break;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
