package io.runnerbean.sqsd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** An app that keeps requests byte for byte. Any HTTP library would normalise their headers. */
final class RawApp implements AutoCloseable {

  /** A request: its first line, its header lines, its body. */
  record Request(String line, List<String> headers, String body) {

    /** Returns the value of a header by its exact name, or {@code (not there)}. */
    String header(String name) {
      return headers.stream()
          .filter(header -> header.startsWith(name + ": "))
          .map(header -> header.substring(name.length() + 2))
          .findFirst()
          .orElse("(not there)");
    }
  }

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final ServerSocket listener;
  private final ToIntFunction<Request> status;

  private RawApp(ServerSocket listener, ToIntFunction<Request> status) {
    this.listener = listener;
    this.status = status;
  }

  /** Starts an app that answers each request with the status that the function returns. */
  static RawApp answering(ToIntFunction<Request> status) throws IOException {
    RawApp app = new RawApp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), status);
    Thread.startVirtualThread(app::accept);
    return app;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Returns the next POST. Waits up to a minute for it. */
  Request next() throws InterruptedException {
    Request request = requests.poll(60, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no POST arrived within a minute");
    }
    return request;
  }

  /** Returns the number of POSTs that {@link #next} has not returned. */
  int unseen() {
    return requests.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        Thread.startVirtualThread(() -> serve(connection));
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        Request request = read(line, in);
        int answer = status.applyAsInt(request);
        if (line.startsWith("POST")) {
          requests.add(request);
        }
        String text =
            "HTTP/1.1 " + answer + " Status\r\nContent-Length: 0\r\nLocation: /elsewhere\r\n\r\n";
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static Request read(String line, InputStream in) throws IOException {
    List<String> headers = new ArrayList<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      headers.add(header);
    }
    Request head = new Request(line, headers, "");
    String length = head.header("Content-Length");
    int bytes = length.equals("(not there)") ? 0 : Integer.parseInt(length);
    return new Request(line, headers, new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
