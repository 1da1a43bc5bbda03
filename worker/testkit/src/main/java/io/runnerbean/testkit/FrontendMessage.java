package io.runnerbean.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message from a client to PostgreSQL: a letter, a length, and a content.
 *
 * @param type 0 for the first message of a connection, which has no letter
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">formats</a>
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record FrontendMessage(char type, byte[] content) {

  static FrontendMessage readStartup(DataInputStream from) throws IOException {
    return new FrontendMessage((char) 0, from.readNBytes(from.readInt() - Integer.BYTES));
  }

  static FrontendMessage read(DataInputStream from) throws IOException {
    char type = (char) from.readUnsignedByte();
    return new FrontendMessage(type, from.readNBytes(from.readInt() - Integer.BYTES));
  }

  FrontendMessage passTo(OutputStream to) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + content.length);
    if (type != 0) {
      message.put((byte) type);
    }
    message.putInt(content.length + Integer.BYTES).put(content);
    to.write(message.array(), 0, message.position());
    return this;
  }

  /** The number that a startup message begins with. */
  int code() {
    return ByteBuffer.wrap(content).getInt();
  }

  /** Returns the first texts of the content. A zero byte ends each text. */
  List<String> texts(int count) {
    List<String> texts = new ArrayList<>();
    int start = 0;
    for (int end = 0; texts.size() < count; end++) {
      if (content[end] == 0) {
        texts.add(new String(content, start, end - start, StandardCharsets.UTF_8));
        start = end + 1;
      }
    }
    return texts;
  }
}
