package io.runnerbean.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * Posts deliveries over one persistent connection, with the headers that the daemon sends. Each
 * delivery has a new message id. It reads only what servers of a benchmark answer: a status line,
 * headers with a Content-Length, and a body.
 */
final class PostConnection implements AutoCloseable {

  private static final String HEAD_END = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";

  private final SocketChannel channel;
  private final String host;
  private final String body;
  private final String prefix = UUID.randomUUID().toString().substring(0, 28);
  private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private int number;
  private long sentAt;

  PostConnection(SocketChannel channel, String host, String jobType) {
    this.channel = channel;
    this.host = host;
    this.body = "{\"job_type\":\"%s\",\"data\":\"bench\"}".formatted(jobType);
  }

  /** When the last delivery was sent, in nanoseconds. */
  long sentAt() {
    return sentAt;
  }

  /** Sends the next delivery. The previous one must be answered, so the socket has room for it. */
  void post() throws IOException {
    sentAt = System.nanoTime();
    ByteBuffer out = ByteBuffer.wrap(delivery().getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      int _ = channel.write(out);
    }
  }

  /**
   * Reads what has arrived.
   *
   * @return whether the answer is complete
   * @throws IOException if it is not 200
   */
  boolean readAnswer() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed the connection: " + arrived());
    }
    String text = arrived();
    int headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0 || text.length() < headEnd + HEAD_END.length() + length(text, headEnd)) {
      return false;
    }
    if (!text.startsWith("HTTP/1.1 200")) {
      throw new IOException("the server answered " + text);
    }
    in.clear();
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private String arrived() {
    return new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
  }

  private static int length(String text, int headEnd) throws IOException {
    String head = text.substring(0, headEnd).toLowerCase(Locale.ROOT);
    int start = head.indexOf(LENGTH);
    if (start < 0) {
      throw new IOException("the answer has no Content-Length: " + head);
    }
    int end = head.indexOf("\r\n", start + LENGTH.length());
    return Integer.parseInt(
        head.substring(start + LENGTH.length(), end < 0 ? head.length() : end).strip());
  }

  private String delivery() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return """
    POST /job/run HTTP/1.1\r
    Host: %s\r
    User-Agent: aws-sqsd/3.0.5 (bench)\r
    Content-Type: application/json\r
    Content-Length: %d\r
    X-Aws-Sqsd-Msgid: %s%08x\r
    X-Aws-Sqsd-Queue: jobs\r
    X-Aws-Sqsd-Receive-Count: 1\r
    X-Aws-Sqsd-First-Received-At: %s\r
    X-Aws-Sqsd-Sent-At: %s\r
    X-Aws-Sqsd-Sender-Id: bench\r
    \r
    %s\
    """
        .formatted(host, body.length(), prefix, number++, now, now, body);
  }
}
