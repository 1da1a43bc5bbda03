package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeepAliveSocketsTest {

  @Test
  @DisplayName("every socket gives up a lost host after 30 s + 3 * 10 s")
  void noticesWithinAMinute() throws IOException {
    SocketFactory sockets = new KeepAliveSockets();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    List<Socket> made = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 10, loopback)) {
      int port = server.getLocalPort();
      made.add(sockets.createSocket());
      made.add(sockets.createSocket("127.0.0.1", port));
      made.add(sockets.createSocket(loopback, port));
      made.add(sockets.createSocket("127.0.0.1", port, loopback, 0));
      made.add(sockets.createSocket(loopback, port, loopback, 0));
      for (Socket socket : made) {
        assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(10);
        assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
        socket.close();
      }
    }
  }
}
