package io.runnerbean.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.testkit.process.TcpProxy.Passing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {

  private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::echo);
    proxy = TcpProxy.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passesBothWays() throws IOException {
    proxy.target(server.getLocalPort());
    try (Socket client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      assertThat(ask(client, 8)).isEqualTo(8);
    }
  }

  @Test
  void cutsOpenAndNewConnections() throws IOException {
    proxy.target(server.getLocalPort());
    try (Socket client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      proxy.pass(Passing.CLOSED);
      assertIsCut(client);
    }
    try (Socket client = connect()) {
      assertIsCut(client);
    }
    proxy.pass(Passing.ALL);
    try (Socket client = connect()) {
      assertThat(ask(client, 9)).isEqualTo(9);
    }
  }

  @Test
  void losesAnswersAndNotRequests() throws Exception {
    proxy.target(server.getLocalPort());
    proxy.pass(Passing.REQUESTS);
    try (Socket client = connect()) {
      assertIsCut(client);
    }
    assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void repeatsWhatIsLost() throws IOException {
    proxy.target(server.getLocalPort());
    proxy.pass(Passing.LOSSY);
    try (Socket client = connect()) {
      for (int i = 1; i <= 20; i++) {
        assertThat(ask(client, i)).isEqualTo(i);
      }
    }
  }

  @Test
  void holdsBytesBackInSilence() throws IOException {
    proxy.target(server.getLocalPort());
    try (Socket open = connect()) {
      assertThat(ask(open, 7)).isEqualTo(7);
      proxy.pass(Passing.BLACKHOLE);
      try (Socket fresh = connect()) {
        assertIsSilent(open);
        assertIsSilent(fresh);
        proxy.pass(Passing.ALL);
        assertThat(open.getInputStream().read()).isEqualTo(1);
        assertThat(fresh.getInputStream().read()).isEqualTo(1);
      }
    }
  }

  @Test
  void passesAResetOn() throws Exception {
    proxy.target(server.getLocalPort());
    try (Socket client = connect()) {
      assertThat(ask(client, 7)).isEqualTo(7);
      client.setSoLinger(true, 0);
    }
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsConnectionsWhileThereIsNoTarget() throws IOException {
    try (Socket client = connect()) {
      assertIsCut(client);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static int ask(Socket client, int question) throws IOException {
    client.getOutputStream().write(question);
    return client.getInputStream().read();
  }

  private static void assertIsCut(Socket client) {
    try {
      assertThat(ask(client, 1)).isEqualTo(-1);
    } catch (IOException reset) {
      assertThatThrownBy(() -> ask(client, 1)).isInstanceOf(IOException.class);
    }
  }

  private static void assertIsSilent(Socket client) throws IOException {
    client.setSoTimeout(50);
    assertThatThrownBy(() -> ask(client, 1)).isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(0);
  }

  private void echo() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void echo(Socket client) {
    try (client) {
      for (int read = client.getInputStream().read();
          read >= 0;
          read = client.getInputStream().read()) {
        received.add(read);
        client.getOutputStream().write(read);
      }
    } catch (IOException gone) {
      return;
    } finally {
      ended.add(true);
    }
  }
}
