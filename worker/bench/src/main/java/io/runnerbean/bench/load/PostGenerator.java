package io.runnerbean.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A closed-loop load generator: each connection posts its next delivery as soon as the previous one
 * is answered. One thread serves all connections, so that the generator leaves the cores to the
 * server.
 */
final class PostGenerator implements LoadGenerator {

  private final URI server;
  private final String jobType;
  private final int connections;

  PostGenerator(URI server, String jobType, int connections) {
    this.server = server;
    this.jobType = jobType;
    this.connections = connections;
  }

  /** Posts for this many milliseconds, and then waits for the last answers. */
  @Override
  public LoadResult run(long millis) throws IOException {
    Histogram latencies = LoadResult.latencies();
    List<PostConnection> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      long start = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        open.add(connect(selector));
      }
      long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
      int waiting = connections;
      long first = 0;
      while (waiting > 0) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          PostConnection connection = (PostConnection) key.attachment();
          if (connection.readAnswer()) {
            latencies.recordValue(System.nanoTime() - connection.sentAt());
            first = first == 0 ? System.nanoTime() - start : first;
            if (System.nanoTime() < end) {
              connection.post();
            } else {
              waiting--;
            }
          }
        }
        selector.selectedKeys().clear();
      }
      return LoadResult.of(latencies, 1, System.nanoTime() - start).withFirst(first);
    } finally {
      for (PostConnection connection : open) {
        connection.close();
      }
    }
  }

  private PostConnection connect(Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    PostConnection connection = new PostConnection(channel, server.getAuthority(), jobType);
    channel.register(selector, SelectionKey.OP_READ, connection);
    connection.post();
    return connection;
  }
}
