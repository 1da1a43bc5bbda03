package io.runnerbean.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection through the tap. */
final class TappedConnection {

  /** The code by which a client asks for encryption, before it says anything else. */
  private static final int SSL_REQUEST = 80877103;

  private final PostgresTap tap;
  private final Socket client;
  private final Socket server;
  private final AtomicBoolean answered = new AtomicBoolean(true);

  TappedConnection(PostgresTap tap, Socket client, Socket server) {
    this.tap = tap;
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.startVirtualThread(() -> endingBoth(this::passAnswers));
    Thread.startVirtualThread(() -> endingBoth(this::passRequests));
  }

  private void passAnswers() throws IOException {
    InputStream from = server.getInputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      answered.set(true);
      client.getOutputStream().write(buffer, 0, read);
    }
  }

  private void passRequests() throws IOException {
    DataInputStream from = new DataInputStream(client.getInputStream());
    OutputStream to = server.getOutputStream();
    while (FrontendMessage.readStartup(from).passTo(to).code() == SSL_REQUEST) {
      answered.set(false);
    }
    Statements statements = new Statements();
    while (true) {
      FrontendMessage message = FrontendMessage.read(from);
      countRoundTrip();
      statements.executedBy(message).ifPresent(tap::executed);
      message.passTo(to);
    }
  }

  /** The first message after an answer begins a new round trip; those that follow it ride along. */
  private void countRoundTrip() {
    if (answered.getAndSet(false)) {
      tap.roundTrip();
    }
  }

  private void endingBoth(Pump pump) {
    try (client;
        server) {
      pump.run();
    } catch (IOException closed) {
      return;
    }
  }

  @FunctionalInterface
  private interface Pump {
    void run() throws IOException;
  }
}
