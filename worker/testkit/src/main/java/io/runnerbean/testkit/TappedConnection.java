package io.runnerbean.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One connection through the tap. */
final class TappedConnection {

  /** The code by which a client requests encryption, before it sends anything else. */
  private static final int SSL_REQUEST = 80877103;

  private final Socket client;
  private final Socket server;
  private final List<String> executed = new ArrayList<>();
  private int roundTrips;

  TappedConnection(Socket client, Socket server) {
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.startVirtualThread(() -> closingBoth(this::passAnswers));
    Thread.startVirtualThread(() -> closingBoth(this::passRequests));
  }

  synchronized void reset() {
    executed.clear();
    roundTrips = 0;
  }

  synchronized PostgresTap.Conversation conversation() {
    return new PostgresTap.Conversation(List.copyOf(executed), roundTrips);
  }

  private void passAnswers() throws IOException {
    InputStream from = server.getInputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      client.getOutputStream().write(buffer, 0, read);
    }
  }

  private void passRequests() throws IOException {
    DataInputStream from = new DataInputStream(client.getInputStream());
    OutputStream to = server.getOutputStream();
    FrontendMessage startup = FrontendMessage.readStartup(from).passTo(to);
    while (startup.code() == SSL_REQUEST) {
      startup = FrontendMessage.readStartup(from).passTo(to);
    }
    Statements statements = new Statements();
    while (true) {
      FrontendMessage message = FrontendMessage.read(from);
      record(message, statements);
      message.passTo(to);
    }
  }

  private synchronized void record(FrontendMessage message, Statements statements) {
    statements.executedBy(message).ifPresent(executed::add);
    if (statements.isWaitedFor(message)) {
      roundTrips++;
    }
  }

  private void closingBoth(Pump pump) {
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
