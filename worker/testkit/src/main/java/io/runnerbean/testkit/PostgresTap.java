package io.runnerbean.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy between a client and PostgreSQL. It records which statements the client sends, and how
 * often the client waits for an answer.
 */
public final class PostgresTap implements AutoCloseable {

  private final PostgresDatabase database;
  private final ServerSocket listener;
  private final List<TappedConnection> connections = new CopyOnWriteArrayList<>();

  private PostgresTap(PostgresDatabase database, ServerSocket listener) {
    this.database = database;
    this.listener = listener;
  }

  /** Listens on a free port and forwards everything to the database. */
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

  /** Deletes everything recorded so far. */
  public void reset() {
    connections.forEach(TappedConnection::reset);
  }

  /**
   * Returns what was sent since the reset on the one connection that has executed a statement with
   * this beginning. A worker has other connections, on which it polls for work at any time.
   */
  public Conversation conversationWith(String beginning) {
    List<Conversation> found =
        connections.stream()
            .map(TappedConnection::conversation)
            .filter(conversation ->
                conversation.statements().stream().anyMatch(sql -> sql.startsWith(beginning)))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " connections have executed: " + beginning);
    }
    return found.getFirst();
  }

  /**
   * What a client sent on one connection.
   *
   * @param statements the executed statements in order, including BEGIN and COMMIT
   * @param roundTrips how often the client sent something and then waited for the server
   */
  public record Conversation(List<String> statements, int roundTrips) {}

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
        TappedConnection connection =
            new TappedConnection(client, new Socket(database.host(), database.port()));
        connections.add(connection);
        connection.start();
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
