package io.runnerbean.engine.validation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Reads text that must be UTF-8. */
public final class Utf8 {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /** The bytes are not UTF-8. The message is a rule for them, such as "must be UTF-8". */
  public static final class NotUtf8Exception extends Exception {

    private static final long serialVersionUID = 1;

    private NotUtf8Exception(String rule) {
      super(rule);
    }

    /** What the text must be. */
    public String rule() {
      return String.valueOf(getMessage());
    }
  }

  /** Decodes text. A byte order mark before it is left out. */
  public static String decode(byte[] bytes) throws NotUtf8Exception {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    if (StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError()) {
      throw new NotUtf8Exception(
          isUtf16(bytes)
              ? "must be UTF-8; it is UTF-16"
              : "must be UTF-8; line %d is not".formatted(line(bytes, rest.position())));
    }
    text.flip();
    boolean isMarked = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK;
    return (isMarked ? text.position(1) : text).toString();
  }

  private static boolean isUtf16(byte[] bytes) {
    return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
  }

  /** The number of the line of this byte, from 1. */
  private static int line(byte[] bytes, int index) {
    int line = 1;
    for (int i = 0; i < index; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
