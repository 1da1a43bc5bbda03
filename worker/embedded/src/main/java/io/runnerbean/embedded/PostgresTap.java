package io.runnerbean.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between a client and PostgreSQL and writes down what the client really sends: which
 * statements, and how often it waits for an answer.
 */
public final class PostgresTap implements AutoCloseable {

  private final PostgresDatabase database;
  private final ServerSocket listener;
  private final List<String> statements = new ArrayList<>();
  private int roundTrips;

  private PostgresTap(PostgresDatabase database, ServerSocket listener) {
    this.database = database;
    this.listener = listener;
  }

  /** Listens on a free port and passes everything on to the database. */
  public static PostgresTap before(PostgresDatabase database) {
    try {
      PostgresTap tap =
          new PostgresTap(database, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(tap::accept);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Forgets what was written down so far. */
  public synchronized void reset() {
    statements.clear();
    roundTrips = 0;
  }

  /** Every statement executed since the reset, BEGIN and COMMIT among them, in order. */
  public synchronized List<String> statements() {
    return List.copyOf(statements);
  }

  /** How often a client sent something and then waited for the server. */
  public synchronized int roundTrips() {
    return roundTrips;
  }

  synchronized void executed(String sql) {
    statements.add(sql);
  }

  synchronized void roundTrip() {
    roundTrips++;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        new TappedConnection(this, client, new Socket(database.host(), database.port())).start();
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
