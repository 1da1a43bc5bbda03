package io.runnerbean.testkit.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Stands between a server on the loopback and its clients, and can break their connections. */
public final class TcpProxy implements Closeable {

  private static final int BUFFER = 16 * 1024;

  /** The least that Linux waits before it repeats a packet. */
  private static final int RETRANSMISSION_MILLIS = 200;

  /** On average, one of this many packets is lost. */
  private static final int LOST = 5;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Passing passing = Passing.ALL;

  private TcpProxy(ServerSocket listener) {
    this.listener = listener;
  }

  /** What the proxy passes; the first two pass everything, each later one less. */
  public enum Passing {
    /** All of it, with the delays of a network that loses one packet in five. */
    LOSSY,
    ALL,
    /** Requests only. A connection ends at the first byte of a response. */
    REQUESTS,
    /** Connections end, and new ones end at once. */
    CLOSED,
    /**
     * Connections stay open, new ones open too, and no byte arrives, as in a network that drops
     * every packet. The bytes arrive when something passes again.
     */
    BLACKHOLE
  }

  /** Listens on a free port. It passes nothing until it has a target. */
  public static TcpProxy start() throws IOException {
    TcpProxy proxy = new TcpProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("proxy").start(proxy::accept);
    return proxy;
  }

  /** The same, for the server at this port of the loopback. */
  public static TcpProxy start(int target) throws IOException {
    TcpProxy proxy = start();
    proxy.target(target);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Sets the loopback port that new connections go to. */
  public void target(int port) {
    target = port;
  }

  /** Sets what the proxy passes from now on, also on open connections. */
  public void pass(Passing what) throws IOException {
    synchronized (this) {
      passing = what;
      notifyAll();
    }
    if (what == Passing.CLOSED) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    pass(Passing.CLOSED);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(client);
      open.add(server);
      try {
        connect(client, server);
      } finally {
        open.remove(client);
        open.remove(server);
      }
    } catch (IOException closed) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect(Socket client, Socket server) throws IOException, InterruptedException {
    if (passingAfterBlackhole() == Passing.CLOSED) {
      return;
    }
    Thread requests = Thread.startVirtualThread(() -> pump(client, server, Passing.REQUESTS));
    pump(server, client, Passing.ALL);
    server.close();
    client.close();
    requests.join();
  }

  /** Copies bytes while the proxy passes at least this. */
  private void pump(Socket from, Socket to, Passing least) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0 && passingAfterBlackhole().compareTo(least) <= 0) {
        repeatLost();
        out.write(buffer, 0, read);
        read = in.read(buffer);
      }
      to.shutdownOutput();
    } catch (IOException reset) {
      close(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Sleeps as long as TCP waits before it sends a lost packet again: 200 ms, and twice as long
   * whenever it is lost again. This delay is the fault: TCP hides the loss itself from both ends.
   */
  private void repeatLost() throws InterruptedException {
    for (long wait = RETRANSMISSION_MILLIS;
        passing == Passing.LOSSY && ThreadLocalRandom.current().nextInt(LOST) == 0;
        wait *= 2) {
      Thread.sleep(wait);
    }
  }

  /** Closes it, so that the other side does not wait for a killed peer. */
  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      return;
    }
  }

  private synchronized Passing passingAfterBlackhole() throws InterruptedException {
    while (passing == Passing.BLACKHOLE) {
      wait();
    }
    return passing;
  }
}
