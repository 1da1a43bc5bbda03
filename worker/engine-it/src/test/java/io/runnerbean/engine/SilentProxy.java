package io.runnerbean.engine;

import io.runnerbean.testkit.PostgresDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between a worker and PostgreSQL that silences single connections. A silent connection
 * passes nothing on and stays open, as if the network lost every packet.
 */
final class SilentProxy implements AutoCloseable {

  /** A statement that contains this text makes its own connection silent. */
  static final String SILENCE = "this-connection-falls-silent";

  /** The code of a request to cancel a statement, which is the first message of its connection. */
  private static final int CANCEL_REQUEST = 80877102;

  private final PostgresDatabase database;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private final Set<Socket> cancels = ConcurrentHashMap.newKeySet();
  private final AtomicInteger silenced = new AtomicInteger();
  private volatile boolean swallowsCancels;

  private SilentProxy(PostgresDatabase database, ServerSocket listener) {
    this.database = database;
    this.listener = listener;
  }

  static SilentProxy before(PostgresDatabase database) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      SilentProxy proxy = new SilentProxy(database, listener);
      Thread.startVirtualThread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Sets whether the proxy swallows requests to cancel a statement, so that none is answered. */
  void swallowCancels(boolean swallows) {
    swallowsCancels = swallows;
  }

  /** The number of swallowed cancel requests whose client still waits for an answer. */
  int unansweredCancels() {
    return cancels.size();
  }

  /** The number of connections that have fallen silent. */
  int silenced() {
    return silenced.get();
  }

  /** The number of silent connections that are still open. */
  int silent() {
    return silent.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(database.host(), database.port());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    open.add(client);
    open.add(server);
    Thread.startVirtualThread(() -> pump(client, server, true));
    Thread.startVirtualThread(() -> pump(server, client, false));
  }

  /** Keeps reading while silent, to notice that the client has closed the connection. */
  private void pump(Socket from, Socket to, boolean requests) {
    Socket client = requests ? from : to;
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (requests) {
          listen(client, buffer, read);
        }
        if (!silent.contains(client) && !cancels.contains(client)) {
          to.getOutputStream().write(buffer, 0, read);
        }
      }
    } catch (IOException closed) {
      return;
    } finally {
      silent.remove(client);
      cancels.remove(client);
    }
  }

  private void listen(Socket client, byte[] sent, int length) {
    if (swallowsCancels && length >= 8 && ByteBuffer.wrap(sent).getInt(4) == CANCEL_REQUEST) {
      cancels.add(client);
    } else if (new String(sent, 0, length, StandardCharsets.UTF_8).contains(SILENCE)) {
      silent.add(client);
      silenced.incrementAndGet();
    }
  }
}
